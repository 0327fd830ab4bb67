// Text as people write it: input methods, paste, undo, autofill, fast switching of fields. Nothing is lost and nothing
// doubled, whatever ends a composition. Driven through the DevTools protocol, which composes as an input method does.
//
// Each case is a line: a field, what it holds at first, what is done, what the app holds in the end. `leave` is how the
// field is left before the app is asked: Escape, a press elsewhere, Tab, or not at all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { phone } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

let server, browser, app, devtools;

// A small window: without a graphics card each frame costs by its pixels.
const size = { width: 480, height: 640, touch: false };
const name = '客户名称';
const address = '详细地址';
const remarks = '备注';
const telephone = '电话';

before(async () => {
  server = await Server.start();
  browser = await Browser.start(size);
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  app = new Xingke(browser.page);
  await app.open(server.url);
  await app.signIn('sales');
  await app.page.evaluate(() => (location.hash = '#/customer/new'));
  await app.see('textbox', name);
  devtools = await browser.context.newCDPSession(browser.page);
});

after(async () => {
  await browser?.remove();
  await server?.remove();
});

const editor = () => app.page.locator('.editor:focus');
const compose = (text, at = text.length) =>
  devtools.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
const commit = (text) => devtools.send('Input.insertText', { text });
// A key that the input method keeps for itself: the page hears 229 and nothing else.
async function keyOfMethod(key, code = key) {
  for (const type of ['rawKeyDown', 'keyUp']) {
    await devtools.send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode: 229 });
  }
}
const key = (keys) => app.page.keyboard.press(keys);

// What one may do. Each is [verb, …arguments] in a case.
const verbs = {
  compose,
  commit,
  // Letter after letter, as pinyin is typed.
  spell: async (letters) => {
    for (let i = 1; i <= letters.length; i++) await compose(letters.slice(0, i));
  },
  cancel: () => compose(''),
  method: keyOfMethod,
  key,
  type: (text) => app.page.keyboard.type(text),
  select: (from, to) => editor().evaluate((one, [start, end]) => one.setSelectionRange(start, end), [from, to]),
  paste: async (text) => {
    await app.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await key('Control+V');
  },
  // As a browser fills in: the value at once, then one input event.
  fill: (text) => editor().evaluate((one, words) => {
    one.value = words;
    one.dispatchEvent(new Event('input', { bubbles: true }));
  }, text),
  // The same one letter later told again: some password managers do.
  fillTwice: async (text) => {
    await verbs.fill(text);
    await verbs.fill(text);
  },
  // Android keyboards replace a whole word: correction, swipe typing.
  replace: (from, to, text) => editor().evaluate((one, [start, end, words]) => {
    one.setRangeText(words, start, end, 'end');
    one.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: words }));
  }, [from, to, text]),
  // Dictation puts in sentence by sentence.
  dictate: async (...sentences) => {
    for (const sentence of sentences) await commit(sentence);
  },
  press: (label) => app.press('textbox', label),
  // The whole window loses the focus and has it back.
  away: () => app.page.evaluate(() => {
    dispatchEvent(new Event('blur'));
    dispatchEvent(new Event('focus'));
  }),
  blur: () => editor().evaluate((one) => one.blur()),
  frames: () => app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
};

const leaving = {
  escape: () => key('Escape'),
  elsewhere: (field) => app.press('textbox', field === address ? name : address),
  tab: () => key('Tab'),
  already: () => {},
};

const cases = [
  ['pinyin is spelled and a word chosen', name, '', [['spell', 'beijing'], ['commit', '北京']], '北京'],
  ['two words after each other', name, '', [['spell', 'bei'], ['commit', '北京'], ['spell', 'siyou'], ['commit', '思优']], '北京思优'],
  ['a word behind what was there', name, '特', [['spell', 'ke'], ['commit', '科']], '特科'],
  ['a word before what was there', name, '公司', [['key', 'Home'], ['spell', 'keji'], ['commit', '科技']], '科技公司'],
  ['a word in the middle', name, '北京公司', [['select', 2, 2], ['spell', 'keji'], ['commit', '科技']], '北京科技公司'],
  ['a word over a selection', name, '北京公司', [['select', 0, 2], ['spell', 'shanghai'], ['commit', '上海']], '上海公司'],
  ['a word over everything', name, '北京公司', [['key', 'Control+A'], ['spell', 'sh'], ['commit', '上海']], '上海'],
  ['many short words', name, '', Array.from('天地玄黄宇宙洪荒').flatMap((word) => [['compose', 'a'], ['commit', word]]), '天地玄黄宇宙洪荒'],
  ['the pre-edit text grows and shrinks', name, '', [['spell', 'beij'], ['compose', 'bei'], ['compose', 'be'], ['spell', 'beijing'], ['commit', '北京']], '北京'],
  ['half of the pre-edit text is chosen first', name, '', [['spell', 'beijing'], ['compose', '北jing'], ['compose', '北京'], ['commit', '北京']], '北京'],
  ['the caret stands inside the pre-edit text', name, '', [['compose', 'beijing', 3], ['compose', 'bei jing', 4], ['commit', '北京']], '北京'],
  ['pre-edit text with apostrophes', name, '', [["spell", "xi'an"], ['commit', '西安']], '西安'],
  ['wubi codes', name, '', [['spell', 'uxyi'], ['commit', '北']], '北'],
  ['handwriting commits without a pre-edit text', name, '', [['commit', '龘'], ['commit', '䶮']], '龘䶮'],
  ['a long sentence at once', remarks, '', [['spell', 'ceshi'], ['commit', '上午拜访王总，介绍了新产品。对方希望下周三前收到报价。']], '上午拜访王总，介绍了新产品。对方希望下周三前收到报价。'],

  ['a cancelled composition leaves nothing', name, '', [['compose', 'ke'], ['cancel']], ''],
  ['a cancelled composition leaves what was there', name, '特', [['compose', 'ke'], ['cancel']], '特'],
  ['cancelled and begun again', name, '', [['spell', 'ke'], ['cancel'], ['spell', 'ke'], ['commit', '科']], '科'],
  ['cancelled in the middle of a text', name, '北京公司', [['select', 2, 2], ['spell', 'ke'], ['cancel']], '北京公司'],
  ['deleted to nothing letter by letter', name, '优', [['compose', 'ab'], ['compose', 'a'], ['compose', '']], '优'],

  ['Enter belongs to the composition', name, '', [['compose', 'fa'], ['method', 'Enter'], ['commit', '发']], '发'],
  ['Enter takes the letters as they are', name, '', [['spell', 'abc'], ['method', 'Enter'], ['commit', 'abc']], 'abc'],
  ['the space bar chooses', name, '', [['spell', 'fa'], ['method', ' ', 'Space'], ['commit', '发']], '发'],
  ['a digit chooses', name, '', [['spell', 'fa'], ['method', '2', 'Digit2'], ['commit', '法']], '法'],
  ['Escape cancels the composition and does not leave the field', name, '发', [['spell', 'zh'], ['method', 'Escape'], ['cancel'], ['spell', 'zhan'], ['commit', '展']], '发展'],
  ['Tab belongs to the composition', name, '', [['spell', 'fa'], ['method', 'Tab'], ['commit', '发']], '发'],
  ['arrows belong to the composition', name, '', [['spell', 'fa'], ['method', 'ArrowDown'], ['method', 'ArrowDown'], ['commit', '法']], '法'],
  ['Backspace belongs to the composition', name, '优', [['spell', 'fa'], ['method', 'Backspace'], ['compose', 'f'], ['commit', '发']], '优发'],
  ['page keys belong to the composition', remarks, '', [['spell', 'fa'], ['method', 'PageDown'], ['commit', '乏']], '乏'],
  ['Enter after a composition is an Enter', remarks, '', [['spell', 'fa'], ['commit', '发'], ['key', 'Enter'], ['commit', '展']], '发\n展'],
  ['Enter in a composition breaks no line', remarks, '', [['spell', 'fa'], ['method', 'Enter'], ['commit', 'fa']], 'fa'],

  ['left by a press, an open composition is there once', name, '科', [['compose', 'ji']], ['科ji', '科'], 'elsewhere'],
  ['left by Tab after a composition', name, '', [['spell', 'ke'], ['commit', '科']], '科', 'tab'],
  ['blurred while composing', name, '科', [['compose', 'ji'], ['blur']], ['科ji', '科'], 'already'],
  ['blurred and entered again', name, '科', [['blur'], ['press', name], ['key', 'End'], ['spell', 'ji'], ['commit', '技']], '科技'],
  ['the window loses the focus while composing', name, '', [['spell', 'ke'], ['away'], ['commit', '科']], '科'],
  ['the window loses the focus between two words', name, '', [['commit', '科'], ['away'], ['commit', '技']], '科技'],
  ['frames are drawn while composing', name, '', [['compose', 'k'], ['frames'], ['compose', 'ke'], ['frames'], ['commit', '科'], ['frames']], '科'],
  ['a press on the field itself while composing', name, '科', [['compose', 'ji'], ['press', name], ['frames']], ['科ji', '科'], 'elsewhere'],

  ['pasted', name, '', [['paste', '北京思优特']], '北京思优特'],
  ['pasted twice', name, '', [['paste', '思优'], ['paste', '思优']], '思优思优'],
  ['pasted over a selection', name, '北京公司', [['select', 0, 2], ['paste', '上海']], '上海公司'],
  ['pasted into a composition’s place', name, '', [['spell', 'ke'], ['cancel'], ['paste', '科技']], '科技'],
  ['several lines pasted into a line', name, '', [['paste', '北京\n思优特']], ['北京思优特', '北京 思优特']],
  ['several lines pasted into many', remarks, '', [['paste', '一\n二\n三']], '一\n二\n三'],
  ['cut and pasted elsewhere', address, '海淀区知春路', [['select', 0, 3], ['key', 'Control+X'], ['key', 'End'], ['key', 'Control+V']], '知春路海淀区'],
  ['copied and pasted behind', name, '优特', [['key', 'Control+A'], ['key', 'Control+C'], ['key', 'End'], ['key', 'Control+V']], '优特优特'],

  ['typed and undone', name, '优', [['key', 'Home'], ['key', 'End'], ['type', 'abc'], ['key', 'Control+Z']], '优'],
  ['a paste is undone', name, '', [['paste', '思优特'], ['key', 'Control+Z']], ''],
  ['undone and done again', name, '', [['paste', '思优特'], ['key', 'Control+Z'], ['key', 'Control+Shift+Z']], '思优特'],
  ['typed after an undo', name, '', [['paste', '思'], ['key', 'Control+Z'], ['commit', '优']], '优'],
  ['deleted backwards and forwards', name, '北京公司', [['key', 'End'], ['key', 'Backspace'], ['key', 'Home'], ['key', 'Delete']], '京公'],
  ['a word is deleted', name, 'Siyoute Technology', [['key', 'End'], ['key', 'Control+Backspace']], 'Siyoute '],

  ['filled in by the browser', name, '', [['fill', '北京思优特']], '北京思优特'],
  ['filled in over what was there', name, '旧', [['fill', '新']], '新'],
  ['filled in twice', telephone, '', [['fillTwice', '010-82345678']], '010-82345678'],
  ['filled in, then written on', name, '', [['fill', '北京'], ['key', 'End'], ['spell', 'siyou'], ['commit', '思优']], '北京思优'],
  ['a word replaced by the keyboard', name, 'Siyuote Technology', [['replace', 0, 7, 'Siyoute']], 'Siyoute Technology'],
  ['dictated', remarks, '', [['dictate', '今天拜访了客户。', '对方要报价。']], '今天拜访了客户。对方要报价。'],

  ['rare characters and emoji', name, '', [['commit', '䶮𬍛👩‍🔧']], '䶮𬍛👩‍🔧'],
  ['half an emoji is never left', name, '👩‍🔧', [['key', 'End'], ['key', 'Backspace'], ['key', 'Backspace'], ['key', 'Backspace']], ['', '👩']],
  ['full-width forms', name, '', [['commit', 'ＡＢＣ（上海）']], 'ＡＢＣ（上海）'],
  ['Latin, digits and Chinese in turn', name, '', [['type', 'ABB '], ['spell', 'bpq'], ['commit', '变频器'], ['type', ' 380V']], 'ABB 变频器 380V'],
  ['accents by a dead key', name, '', [['compose', '´'], ['commit', 'é'], ['compose', '¨'], ['commit', 'ü']], 'éü'],
  ['Hangul syllables grow', name, '', [['compose', 'ㅎ'], ['compose', '하'], ['compose', '한'], ['commit', '한'], ['compose', '그'], ['compose', '글'], ['commit', '글']], '한글'],
  ['kana become kanji', name, '', [['spell', 'にほん'], ['compose', '日本'], ['commit', '日本']], '日本'],
  ['fast typing', remarks, '', [['type', 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(4)]], 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(4)],
  ['a very long text', remarks, '', [['commit', '客户'.repeat(2000)]], '客户'.repeat(2000)],
];

const held = async (label) => app.node('textbox', label).first().textContent();
async function isLeft() {
  await eventually('the field to be left', async () => (await editor().count()) === 0);
}

for (const [what, field, first, steps, expected, leave = 'escape'] of cases) {
  test(what, async () => {
    await app.type(field, first);
    for (const [verb, ...args] of steps) await verbs[verb](...args);
    await leaving[leave](field);
    if (leave === 'escape' || leave === 'already') await isLeft();
    const allowed = [expected].flat();
    let value;
    await verbs.frames();
    await eventually('the text to arrive', async () => allowed.includes((value = await held(field)))).catch(() => {});
    assert.ok(allowed.includes(value), `the app holds “${value}”, not “${allowed.join('” or “')}”`);
    // It stays so: nothing comes a second time.
    await verbs.frames();
    assert.equal(await held(field), value);
  });
}

test('what is typed is shown over the field while it is composed', async () => {
  await app.type(name, '');
  await verbs.spell('beijing');
  assert.equal(await editor().inputValue(), 'beijing');
  await commit('北京');
  assert.equal(await editor().inputValue(), '北京');
  await key('Escape');
});

test('text typed in one field never reaches another when fields are switched fast', async () => {
  await app.type(name, '');
  await app.type(address, '');
  for (let i = 0; i < 5; i++) {
    await app.press('textbox', name);
    await key('End');
    await commit('甲');
    await app.press('textbox', address);
    await key('End');
    await commit('乙');
  }
  await key('Escape');
  await eventually('both to be there', async () => (await held(address)) === '乙乙乙乙乙' && (await held(name)) === '甲甲甲甲甲');
});

test('switching with an open composition leaves it in its own field', async () => {
  await app.type(address, '');
  for (let i = 0; i < 5; i++) {
    await app.type(name, '');
    await compose('jia');
    await app.press('textbox', address);
    await verbs.frames();
    assert.ok(['jia', ''].includes(await held(name)));
    assert.equal(await editor().inputValue(), '');
  }
  await key('Escape');
  await isLeft();
  assert.equal(await held(address), '');
});

test('Tab goes from field to field and what was composed stays where it was', async () => {
  await app.type('姓名', '');
  await verbs.spell('li');
  await commit('李');
  await key('Tab');
  await eventually('the next field', async () => (await editor().getAttribute('aria-label')) !== '姓名');
  await commit('经理');
  const next = await editor().getAttribute('aria-label');
  await key('Shift+Tab');
  await eventually('the field before', async () => (await editor().getAttribute('aria-label')) === '姓名');
  await key('End');
  await commit('娜');
  await key('Escape');
  await isLeft();
  assert.equal(await held('姓名'), '李娜');
  assert.equal(await held(next), '经理');
});

test('each kind of field brings its keyboard, and the browser’s own help where it helps', async () => {
  const kinds = [
    [name, { tag: 'INPUT', type: 'text', inputMode: '', capitals: 'sentences', hint: 'next' }],
    [telephone, { tag: 'INPUT', type: 'tel', inputMode: 'tel', capitals: 'none', hint: 'next' }],
    ['手机', { tag: 'INPUT', type: 'tel', inputMode: 'tel', capitals: 'none', hint: 'next' }],
    ['邮编', { tag: 'INPUT', type: 'text', inputMode: 'numeric', capitals: 'none', hint: 'next' }],
    ['注册资本', { tag: 'INPUT', type: 'text', inputMode: 'decimal', capitals: 'none', hint: 'next' }],
    [remarks, { tag: 'TEXTAREA', type: 'textarea', inputMode: '', capitals: 'sentences', hint: 'enter' }],
  ];
  for (const [label, expected] of kinds) {
    await app.press('textbox', label);
    const found = await eventually(`the editor of ${label}`, () => editor().evaluate((one, wanted) =>
      one.getAttribute('aria-label') === wanted && {
        tag: one.tagName, type: one.type, inputMode: one.inputMode,
        capitals: one.getAttribute('autocapitalize'), hint: one.enterKeyHint,
      }, label));
    assert.deepEqual(found, expected, label);
  }
  assert.equal(await editor().evaluate((one) => one.spellcheck), true);
  await key('Escape');
});

test('nothing went wrong in the console', () => assert.deepEqual(browser.problems, []));

test('on a phone the field is entered by a tap, stands in at least 16 pixels, and holds what is composed', async () => {
  const other = await Browser.start(phone);
  try {
    const pocket = new Xingke(other.page);
    await pocket.open(server.url);
    const tools = await other.context.newCDPSession(other.page);
    for (const [label, words] of [['账号', 'sales'], ['密码', 'xingke-demo']]) {
      await pocket.press('textbox', label, { touch: true });
      const input = other.page.locator('.editor:focus');
      await input.waitFor();
      assert.ok(await input.evaluate((one) => parseFloat(getComputedStyle(one).fontSize)) >= 16);
      await tools.send('Input.insertText', { text: words });
    }
    await pocket.press('button', '登录', { touch: true });
    await pocket.see('navigation', /./);
    await pocket.page.evaluate(() => (location.hash = '#/customer/new'));
    await pocket.press('textbox', name, { touch: true });
    await other.page.locator('.editor:focus').waitFor();
    for (const text of ['k', 'ke', 'ke ji']) {
      await tools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await tools.send('Input.insertText', { text: '科技' });
    await pocket.press('textbox', address, { touch: true });
    await eventually('the other field', async () => (await other.page.locator('.editor:focus').inputValue()) === '');
    assert.equal(await pocket.node('textbox', name).first().textContent(), '科技');
    assert.deepEqual(other.problems, []);
  } finally {
    await other.remove();
  }
});
