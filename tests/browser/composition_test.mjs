// Chinese input methods: what is composed is neither lost nor doubled, whatever ends the composition. Driven through the
// DevTools protocol, which composes as an input method does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { laptop } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

let server, browser, app, devtools;

before(async () => {
  server = await Server.start();
  browser = await Browser.start(laptop);
  app = new Xingke(browser.page);
  await app.open(server.url);
  await app.signIn('sales');
  await app.press('link', '客户');
  await app.press('button', '新建客户');
  devtools = await browser.context.newCDPSession(browser.page);
});

after(async () => {
  await browser?.remove();
  await server?.remove();
});

const compose = (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
const commit = (text) => devtools.send('Input.insertText', { text });

// What the app itself holds, read from the semantics tree once the field is left.
async function valueOf(label) {
  await app.page.keyboard.press('Escape');
  return eventually('the field to be left', async () => {
    const value = await app.node('textbox', label).first().textContent();
    return (await app.page.locator('.editor:focus').count()) === 0 ? { value } : null;
  }).then((found) => found.value);
}

async function emptied(label) {
  await app.type(label, '');
}

test('a committed composition is there once', async () => {
  await emptied('客户名称');
  for (const text of ['b', 'be', 'bei', 'beij', 'beijing']) await compose(text);
  await commit('北京');
  for (const text of ['s', 'si', 'siy', 'siyou']) await compose(text);
  await commit('思优');
  assert.equal(await app.page.locator('.editor:focus').inputValue(), '北京思优');
  assert.equal(await valueOf('客户名称'), '北京思优');
});

test('a cancelled composition leaves what was there', async () => {
  await emptied('客户名称');
  await commit('特');
  await compose('ke');
  await compose('');
  assert.equal(await valueOf('客户名称'), '特');
});

test('a composition that is open when the field is left is kept once', async () => {
  await emptied('客户名称');
  await commit('科');
  await compose('ji');
  await app.press('textbox', '详细地址');
  await eventually('the name to be taken', async () => (await app.node('textbox', '客户名称').first().textContent()).startsWith('科'));
  const value = await app.node('textbox', '客户名称').first().textContent();
  assert.ok(value === '科ji' || value === '科', `it holds “${value}”`);
});

test('Enter while composing does not end the field', async () => {
  await emptied('客户名称');
  await compose('fa');
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await commit('发');
  assert.equal(await app.page.locator('.editor:focus').inputValue(), '发');
  assert.equal(await valueOf('客户名称'), '发');
});

test('text typed in one field never reaches another when fields are switched fast', async () => {
  await emptied('客户名称');
  await emptied('详细地址');
  for (let i = 0; i < 5; i++) {
    await app.press('textbox', '客户名称');
    await app.page.keyboard.press('End');
    await commit('甲');
    await app.press('textbox', '详细地址');
    await app.page.keyboard.press('End');
    await commit('乙');
  }
  assert.equal(await valueOf('详细地址'), '乙乙乙乙乙');
  assert.equal(await app.node('textbox', '客户名称').first().textContent(), '甲甲甲甲甲');
});

test('rare characters and emoji survive', async () => {
  await emptied('客户名称');
  await commit('䶮𬍛👩‍🔧');
  assert.equal(await valueOf('客户名称'), '䶮𬍛👩‍🔧');
});
