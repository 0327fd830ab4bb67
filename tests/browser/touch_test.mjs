// A finger on a phone's browser: taps, strokes, long presses, two fingers, the edges of the screen and the keyboard.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { Fingers } from './support/fingers.mjs';
import { phone } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

const file = fileURLToPath(new URL('../data/customers_utf8.csv', import.meta.url));
const middle = phone.width / 2;
let server, browser, app, fingers, page;

before(async () => {
  server = await Server.start();
  browser = await Browser.start(phone);
  page = browser.page;
  app = new Xingke(page);
  await app.open(server.url);
  await app.signIn('sales');
  await go('#/import/customer');
  await app.chooseFile('button', '选择文件', file);
  await app.press('button', '开始导入');
  await app.seeText('导入完成', { timeout: 60_000 });
  fingers = await Fingers.on(browser);
});

after(async () => {
  await browser?.remove();
  await server?.remove();
});

const go = (fragment) => page.evaluate((where) => (location.hash = where), fragment);
const address = () => page.evaluate(() => location.hash);
const rows = () => app.node('row', /公司|厂|店|中心|部|行|社|院|校/);

// Where each row and each field stands now, by name.
const places = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#semantics :is([role=row], [role=textbox])')]
  .map((node) => [node.getAttribute('aria-label'), node.getBoundingClientRect().y])));

async function atRest() {
  let before = '';
  await eventually('the page to come to rest', async () => {
    const now = JSON.stringify(await places());
    const isSame = now === before;
    before = now;
    await page.waitForTimeout(100);
    return isSame;
  });
}

async function list() {
  await go('#/');
  await go('#/customer?view=mine');
  await rows().first().waitFor({ state: 'attached' });
  await atRest();
}

// The middles of the rows that lie whole between the bars, from above. The list keeps where it was scrolled to.
async function middles() {
  const found = await page.evaluate(() => [...document.querySelectorAll('#semantics [role=row]')]
    .map((node) => node.getBoundingClientRect()).map((box) => [box.y + box.height / 2, box.height]));
  return found.filter(([y, height]) => height > 40 && y > 240 && y < 740).map(([y]) => y).sort((one, other) => one - other);
}

// By how much the rows that are seen both times have moved.
function moved(before, now) {
  const names = Object.keys(before).filter((name) => name in now);
  assert.ok(names.length > 0, 'some rows are seen both times');
  return now[names[0]] - before[names[0]];
}

test('a stroke scrolls with the finger, presses nothing, and goes on after it', async () => {
  await list();
  const before = await places();
  await fingers.stroke([middle, 600], [middle, 400], { steps: 10, lifts: false });
  const held = await places();
  // The first 8 pixels decide what it is.
  assert.ok(Math.abs(moved(before, held) + 200) <= 30, `${moved(before, held)} pixels with the finger`);
  await fingers.send('touchEnd');
  await atRest();
  assert.match(await address(), /^#\/customer\?view=mine$/);
});

test('beyond the top the list stretches, and comes back', async () => {
  await list();
  for (let turn = 0; turn < 3; turn++) {
    await fingers.stroke([middle, 260], [middle, 740], { steps: 4 });
    await atRest();
  }
  const before = await places();
  await fingers.stroke([middle, 300], [middle, 600], { lifts: false });
  const held = await places();
  const way = moved(before, held);
  assert.ok(way > 40 && way < 250, `it gave way by ${way} pixels`);
  await fingers.send('touchEnd');
  await atRest();
  assert.ok(Math.abs(moved(before, await places())) < 1);
});

test('the page itself neither scrolls nor is pulled to reload', async () => {
  await list();
  await page.evaluate(() => (globalThis.isSamePage = true));
  await fingers.stroke([middle, 200], [middle, 800]);
  await atRest();
  assert.equal(await page.evaluate(() => globalThis.isSamePage), true);
  assert.deepEqual(await page.evaluate(() => [scrollX, scrollY]), [0, 0]);
});

test('a tap opens what is under it; one that moves by more than 8 pixels does not', async () => {
  await list();
  const [y] = await middles();
  await fingers.throw([middle, y], [middle + 30, y + 2]);
  await atRest();
  assert.match(await address(), /^#\/customer\?view=mine$/);
  await fingers.tap(middle, y);
  await eventually('the record', async () => /^#\/customer\/[0-9a-f-]{36}/.test(await address()));
});

test('a tap stops a list that glides, and opens nothing', async () => {
  await list();
  await fingers.throw([middle, 700], [middle, 300]);
  await fingers.tap(middle, 500);
  await atRest();
  assert.match(await address(), /^#\/customer\?view=mine$/);
});

test('held still, a row is chosen, and a tap chooses the next one', async () => {
  await list();
  await fingers.hold(middle, (await middles())[0]);
  await app.seeText('已选1条');
  assert.match(await address(), /^#\/customer\?view=mine$/);
  await atRest();
  await fingers.tap(middle, (await middles())[2]);
  await app.seeText('已选2条');
  await app.press('button', '取消选择');
});

test('two fingers neither zoom nor press nor leave anything behind', async () => {
  await list();
  await fingers.pinch(middle, 400);
  await atRest();
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  assert.match(await address(), /^#\/customer\?view=mine$/);
  await fingers.tap(middle, (await middles())[0]);
  await eventually('a tap afterwards', async () => /^#\/customer\/[0-9a-f-]{36}/.test(await address()));
});

test('a stroke from the left edge leads back, and so does the browser’s own way', async () => {
  await list();
  await fingers.tap(middle, (await middles())[0]);
  await eventually('the record', async () => /^#\/customer\/[0-9a-f-]{36}/.test(await address()));
  await app.see('button', '编辑');
  await fingers.stroke([4, 400], [220, 410]);
  await eventually('the list', async () => /^#\/customer(\?|$)/.test(await address()));
  await page.goBack();
  await eventually('where one was', async () => !/^#\/customer\?view=mine$/.test(await address()));
});

test('the keyboard pushes the field that is written in above it', async () => {
  await go('#/customer/new');
  await app.see('textbox', '客户名称');
  await fingers.stroke([middle, 600], [middle, 300]);
  await atRest();
  const fields = await app.page.evaluate(() => [...document.querySelectorAll('#semantics [role=textbox]')]
    .map((node) => node.getBoundingClientRect()).filter((box) => box.y > 480 && box.bottom < 760)
    .map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })));
  assert.ok(fields.length > 0, 'a field stands where the keyboard will be');
  await fingers.tap(fields.at(-1).x, fields.at(-1).y);
  const input = page.locator('.editor:focus');
  await input.waitFor();
  await page.setViewportSize({ width: phone.width, height: 460 });
  await eventually('the field above the keyboard', async () => {
    const box = await input.boundingBox();
    return box && box.y >= 0 && box.y + box.height <= 460;
  });
  await page.keyboard.insertText('还在');
  assert.match(await input.inputValue(), /还在$/);
  await page.setViewportSize({ width: phone.width, height: phone.height });
  await page.keyboard.press('Escape');
  await go('#/me');
  await app.press('button', '离开');
});

test('what can be pressed stays clear of the notch and of the home indicator', async () => {
  await fingers.devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: { top: 47, topMax: 47, bottom: 34, bottomMax: 34 } });
  await go('#/me');
  await page.evaluate(() => dispatchEvent(new Event('resize')));
  await eventually('the page between notch and indicator', () => page.evaluate((height) => {
    const below = [...document.querySelectorAll('#semantics [role=navigation] > *')].map((node) => node.getBoundingClientRect());
    const search = document.querySelector('#semantics [role=button][aria-label="搜索"]')?.getBoundingClientRect();
    return below.length > 4 && below.every((box) => box.bottom <= height - 34) && search && search.top >= 47;
  }, phone.height));
});

test('nothing went wrong in the console', () => assert.deepEqual(browser.problems, []));
