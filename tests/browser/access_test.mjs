// For those who do not see the canvas or use no mouse: what axe-core says of the tree on every kind of screen, and three
// jobs done with the keyboard and the tree alone.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { phone } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

const require = createRequire(process.env.XINGKE_NODE + '/');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const file = fileURLToPath(new URL('../data/customers_utf8.csv', import.meta.url));
// Wide enough for the sidebar, and no larger: without a graphics card each frame costs by its pixels.
const desk = { width: 960, height: 640, touch: false };

let server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.remove();
});

// The worst two of axe's four degrees. Contrast is measured where colours are known (tests/ui/kit/theme_test.cpp): the
// mirror itself is transparent.
async function problemsOf(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false } },
  }));
  return violations.filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

async function quiet(page) {
  let before = -1;
  await eventually('the frames to end', async () => {
    const frames = await page.evaluate(() => globalThis.xingke.frames);
    const isSame = frames === before;
    before = frames;
    await page.waitForTimeout(120);
    return isSame;
  });
}

for (const [what, size, dark] of [['a laptop, light', desk, false], ['a phone, dark', phone, true]]) {
  test(`axe-core finds nothing serious on any screen: ${what}`, async () => {
    const browser = await Browser.start(size, { dark });
    try {
      const { page } = browser;
      const app = new Xingke(page);
      const found = [];
      const look = async (name) => {
        await quiet(page);
        for (const problem of await problemsOf(page)) found.push(`${name}: ${problem}`);
      };
      const go = async (fragment) => {
        await page.evaluate((where) => (location.hash = where), fragment);
        await look(fragment);
      };
      await app.open(server.url);
      await look('sign-in');
      await app.signIn('manager');
      await go('#/import/customer');
      await app.chooseFile('button', '选择文件', file);
      await app.see('button', '开始导入');
      await look('import');
      await app.press('button', '开始导入');
      await app.seeText('导入完成', { timeout: 60_000 });
      await look('the result of an import');
      for (const fragment of ['#/', '#/customer', '#/customer/new', '#/customer?as=board', '#/opportunity?as=board',
        '#/visit?as=calendar', '#/visit/new', '#/contact', '#/reports', '#/customer?view=pool', '#/pool', '#/sync',
        '#/inbox', '#/notifications', '#/settings', '#/fields', '#/search', '#/me', '#/route', '#/people', '#/devices']) {
        await go(fragment);
      }
      // Never quiet: something turns on it.
      await page.evaluate(() => (location.hash = '#/gallery'));
      await app.see('heading', 'Gallery');
      for (const problem of await problemsOf(page)) found.push(`gallery: ${problem}`);
      await go('#/customer');
      await app.node('row', /公司/).first().dispatchEvent('click');
      await app.see('button', '编辑');
      await look('a record');
      await app.node('tab', '动态').first().dispatchEvent('click');
      await look('its history');
      await app.node('button', '编辑').first().dispatchEvent('click');
      await look('its form');
      await page.keyboard.press('Escape');
      await go('#/customer');
      await app.node('button', '筛选').first().dispatchEvent('click');
      await look('the filter');
      await page.keyboard.press('Escape');
      if (!size.touch) {
        await quiet(page);
        await page.keyboard.press('?');
        await look('the shortcuts');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+K');
        await look('the palette');
      }
      assert.deepEqual(found, []);
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.remove();
    }
  });
}

// What has the focus, as a screen reader would say it.
const focused = (page) => page.evaluate(() => {
  const node = document.activeElement;
  return { role: node?.getAttribute('role') ?? '', name: node?.getAttribute('aria-label') ?? '', value: node?.value ?? node?.textContent ?? '' };
});

// Presses Tab until that has the focus, as somebody does who only hears.
async function tabTo(page, role, name) {
  const heard = [];
  for (let turn = 0; turn < 160; turn++) {
    const now = await focused(page);
    heard.push(`${now.role} ${now.name}`);
    if (now.role === role && (name instanceof RegExp ? name.test(now.name) : now.name === name)) return;
    await page.keyboard.press('Tab');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  }
  assert.fail(`Tab never reaches ${role} “${name}”; heard: ${heard.slice(-40).join(', ')}`);
}

test('three jobs with the keyboard and the tree alone: a new customer, a visit, a correction', async () => {
  const browser = await Browser.start(desk);
  try {
    const { page } = browser;
    const app = new Xingke(page);
    const { keyboard } = page;
    const name = '听说科技有限公司';
    await app.open(server.url);
    await tabTo(page, 'textbox', '账号');
    await keyboard.insertText('sales');
    // A password field has no role in ARIA.
    await keyboard.press('Tab');
    await eventually('the password', async () => (await focused(page)).name === '密码');
    await keyboard.insertText('xingke-demo');
    await keyboard.press('Enter');
    await app.see('navigation', /./);

    // A new customer, by the palette.
    await keyboard.press('Control+K');
    await app.page.locator('.editor:focus').waitFor();
    await keyboard.insertText('新建客户');
    await app.see('option', /新建客户/);
    await keyboard.press('Enter');
    await app.see('textbox', '客户名称');
    await tabTo(page, 'textbox', '客户名称');
    await keyboard.insertText(name);
    await tabTo(page, 'textbox', '姓名');
    await keyboard.insertText('闻一');
    await tabTo(page, 'textbox', '手机');
    await keyboard.insertText('13800138000');
    await keyboard.press('Control+S');
    await app.see('heading', name);

    // A visit to it, from its page.
    await tabTo(page, 'tab', '资料');
    for (let turn = 0; turn < 20 && !/^拜访/.test((await focused(page)).name); turn++) {
      await keyboard.press('ArrowRight');
      await quiet(page);
    }
    await keyboard.press('Enter');
    await tabTo(page, 'button', '新建拜访');
    await keyboard.press('Enter');
    await app.see('textbox', '主题');
    await tabTo(page, 'textbox', '主题');
    await keyboard.insertText('首次拜访');
    await tabTo(page, 'textbox', '访问记录');
    await keyboard.insertText('介绍了产品。');
    await keyboard.press('Control+S');
    await app.gone('textbox', '主题');
    await app.seeText('首次拜访');

    // A correction: found by search, opened, edited.
    await quiet(page);
    await keyboard.press('Control+K');
    await app.page.locator('.editor:focus').waitFor();
    await keyboard.insertText('听说科技');
    await app.see('option', new RegExp(`^${name}`));
    const chosen = () => page.evaluate(() => document.querySelector('[role=option][aria-selected=true]')?.getAttribute('aria-label') ?? '');
    for (let turn = 0; turn < 8 && !(await chosen()).startsWith(name); turn++) {
      await keyboard.press('ArrowDown');
      await quiet(page);
    }
    await keyboard.press('Enter');
    await app.see('heading', name);
    await quiet(page);
    await keyboard.press('e');
    await app.see('textbox', '详细地址');
    await tabTo(page, 'textbox', '详细地址');
    await keyboard.insertText('知音路1号');
    await keyboard.press('Control+S');
    await app.seeText('知音路1号');
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.remove();
  }
});
