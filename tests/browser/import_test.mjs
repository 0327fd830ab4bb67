// Files in and out without a network: the module that reads and writes them is there although no visit has needed it yet.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './support/chromium.mjs';
import { Server } from './support/server.mjs';
import { laptop } from './support/sizes.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

const file = (name) => fileURLToPath(new URL('../data/' + name, import.meta.url));
const customer = '乙公司';

let server, browser, app;

before(async () => {
  server = await Server.start();
  browser = await Browser.start(laptop);
  app = new Xingke(browser.page);
  await app.open(server.url);
  await app.signIn('sales');
});

after(async () => {
  await browser?.remove();
  await server?.remove();
});

test('what reads files is fetched after the first visit and kept', async () => {
  const asked = await app.page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name));
  assert.ok(!asked.some((name) => /\/files\.[0-9a-f]+\.(js|wasm)$/.test(name)), 'the first visit does not ask for it');
  await eventually('the service worker to keep it', () => app.page.evaluate(async () => {
    const names = [];
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      names.push(...(await cache.keys()).map((one) => one.url));
    }
    return ['js', 'wasm'].every((end) => names.some((name) => new RegExp(`/files\\.[0-9a-f]+\\.${end}$`).test(name)));
  }));
});

test('offline, a workbook comes in; a trial before it writes nothing', async () => {
  await browser.setOffline(true);
  await app.reload();
  await app.press('link', '客户');
  await app.press('button', '导入');
  await app.chooseFile('button', '选择文件', file('workbook.xlsx'));
  await app.seeText('工作簿');
  await app.press('button', '试运行');
  await app.seeText('试运行结果');
  await app.press('button', '开始导入');
  await app.seeText('导入完成');
  await app.press('link', '客户');
  await app.seeText(customer);
});

test('offline, a list goes out as a workbook, which can be read again', async () => {
  await app.press('button', '导出');
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    app.press('menuitem', '导出为 Excel 工作簿'),
  ]);
  assert.equal(download.suggestedFilename(), '客户.xlsx');
  const path = await download.path();
  assert.equal(readFileSync(path).subarray(0, 2).toString(), 'PK');
  await app.press('button', '导入');
  await app.chooseFile('button', '选择文件', path);
  await app.seeText('与已有的客户或前面的行重复');
});

test('a damaged workbook is refused with a sentence, and the next file is read', async () => {
  const bytes = readFileSync(file('workbook.xlsx'));
  bytes.fill(0, 200, bytes.length - 100);
  await app.press('button', '换一个文件');
  await app.page.locator('#file').setInputFiles({ name: 'x.xlsx', mimeType: '', buffer: bytes });
  await app.seeText('文件已损坏');
  await app.page.locator('#file').setInputFiles(file('customers_gb18030.csv'));
  await app.seeText('GB18030');
  assert.deepEqual(browser.problems, []);
});
