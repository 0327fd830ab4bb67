// How long the browser takes to import 100,000 rows of 15 columns, as the person sees it, and whether the server takes them:
// node tests/browser/bench/import_speed.mjs <table.csv>, with XINGKE_SERVER and XINGKE_APP as for the tests.
import { statSync } from 'node:fs';
import { Browser } from '../support/chromium.mjs';
import { Server } from '../support/server.mjs';
import { laptop } from '../support/sizes.mjs';
import { Xingke } from '../support/xingke.mjs';

const path = process.argv[2];
const patience = { timeout: 300_000 };
const server = await Server.start();
const browser = await Browser.start(laptop);
const app = new Xingke(browser.page);
const figures = {};

async function timed(name, work) {
  const begun = performance.now();
  await work();
  figures[name] = Math.round(performance.now() - begun);
}

try {
  await app.open(server.url);
  await app.signIn('sales');
  await app.press('link', '客户');
  await app.press('button', '导入');
  await timed('preview_ms', async () => {
    await app.chooseFile('button', '选择文件', path);
    await app.see('button', '开始导入', patience);
  });
  await timed('import_ms', async () => {
    await app.press('button', '开始导入');
    await app.see('heading', '导入完成', patience);
  });
  await timed('sync_ms', () => app.see('button', /^已同步/, patience));
  await timed('undo_ms', async () => {
    await app.press('button', '撤销整个导入');
    await app.seeText('导入已撤销', patience);
  });
  figures.file_bytes = statSync(path).size;
} catch (error) {
  console.error(await app.describe());
  throw error;
} finally {
  console.log('browser_import ' + Object.entries(figures).map(([name, value]) => `${name}=${value}`).join(' '));
  if (browser.problems.length > 0) console.error(browser.problems.join('\n'));
  await browser.remove();
  await server.remove();
}
