// A damaged database: the app says so, hands the file over, and goes on with what the server has and what only this
// device had. The damage is done to the real files of the origin-private file system, between two starts of the browser.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './support/chromium.mjs';
import { Server, Wire } from './support/server.mjs';
import { laptop } from './support/sizes.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

const table = fileURLToPath(new URL('../data/customers_utf8.csv', import.meta.url));
const customer = '武汉星辰教育科技集团有限公司';
const newAddress = '高新区创业路88号';
const pageBytes = 4096;

let server, wire, browser, app, damaged;

before(async () => {
  server = await Server.start();
  wire = await Wire.to(server);
  browser = await Browser.start(laptop);
  app = new Xingke(browser.page);
});

after(async () => {
  await browser?.remove();
  await wire?.remove();
  await server?.remove();
});

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

// The one database in the browser's profile that has the table of customers.
function databaseFile() {
  const found = filesBelow(join(browser.profile, 'Default', 'File System')).filter((path) => {
    const bytes = readFileSync(path);
    return bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3' && bytes.includes('CREATE TABLE "customer"');
  });
  assert.equal(found.length, 1, 'one database in the profile');
  return found[0];
}

// Customers here and there in the table: pages that the edit changed are in the log, which is read in place of them.
function victims() {
  const names = readFileSync(table, 'utf8').split(/\r?\n/).slice(1).map((line) => line.split(',')[0]).filter((name) => name.length > 8 && name !== customer);
  return names.filter((_, at) => at % 25 === 0);
}

// Turns round a byte of every page on which one of them stands. What waits to be sent names none of them. The pages as
// they are then, by their place in the file.
function damage(path) {
  const bytes = readFileSync(path);
  const pages = new Map();
  const names = victims();
  for (let at = 0; at < bytes.length; at += pageBytes) {
    const page = bytes.subarray(at, at + pageBytes);
    const place = Math.max(...names.map((name) => page.indexOf(name)));
    if (place >= 0 && !page.includes(newAddress)) {
      page[place] ^= 0xff;
      pages.set(at, page);
    }
  }
  assert.ok(pages.size > 0, 'there is something to damage');
  writeFileSync(path, bytes);
  return pages;
}

async function openCustomer() {
  await app.press('button', '搜索');
  await app.type('搜索全部', customer, { role: 'searchbox' });
  await app.press('option', new RegExp(customer));
  await app.see('heading', customer);
}

test('customers from the server and one change that nobody else has', async () => {
  await app.open(wire.url);
  await app.signIn('sales');
  await app.press('link', '客户');
  await app.press('button', '导入');
  await app.chooseFile('button', '选择文件', table);
  await app.press('button', '开始导入');
  await app.seeText('导入完成', { timeout: 60_000 });
  await app.see('button', /^已同步/, { timeout: 60_000 });
  // Only what has left the log for the database itself can be damaged there.
  await eventually('the log to be written into the database', () => readFileSync(databaseFile()).includes(customer), 60_000);
  wire.cut();
  await openCustomer();
  await app.press('button', '编辑');
  await app.type('详细地址', newAddress);
  await app.press('button', '保存');
  await app.see('button', /1 项待同步/, { timeout: 30_000 });
  browser.kill();  // After a proper end, nobody would look at the whole database at the start.
});

test('after damage the app says what has happened, and hands the file over', async () => {
  damaged = damage(databaseFile());
  await browser.open();
  app = new Xingke(browser.page);
  await app.open(wire.url);
  await app.see('heading', '本机数据已损坏', { timeout: 30_000 });
  const [download] = await Promise.all([
    app.page.waitForEvent('download', { predicate: (one) => one.suggestedFilename() === 'crm.db' }),
    app.press('button', '下载损坏的文件'),
  ]);
  // What stood in the log has been written over the rest of it.
  const bytes = readFileSync(await download.path());
  assert.ok([...damaged].some(([at, page]) => bytes.subarray(at, at + pageBytes).equals(page)), 'with the damage in it');
});

test('recovered without a network, the change still waits; with one, everything is there again', async () => {
  await app.press('button', '从服务器恢复');
  await app.see('button', /1 项待同步/, { timeout: 30_000 });
  await wire.mend();
  await app.see('button', /^已同步/, { timeout: 90_000 });
  await openCustomer();
  await app.seeText(newAddress);
});

test('the damage is all that was logged as an error', () => {
  assert.deepEqual(browser.problems.filter((one) => !/^(database_failed|page_damaged) /.test(one)), []);
});
