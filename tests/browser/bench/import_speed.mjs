// How long the browser takes to import 100,000 rows of 15 columns, as the person sees it, and whether the server takes them:
// node tests/browser/bench/import_speed.mjs <table.csv>, with XINGKE_SERVER and XINGKE_APP as for the tests.
import { statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Browser } from '../support/chromium.mjs';
import { Server } from '../support/server.mjs';
import { laptop } from '../support/sizes.mjs';
import { Xingke } from '../support/xingke.mjs';
import { workerTime } from './processor.mjs';

const path = process.argv[2];
const patience = { timeout: 300_000 };
const server = await Server.start();
const browser = await Browser.start(laptop);
const app = new Xingke(browser.page);
const figures = {};

// As the person sees it, and of the processor, which a busy machine does not lengthen.
async function timed(name, work) {
  const [begun, used] = [performance.now(), workerTime(browser.profile)];
  await work();
  figures[`${name}_ms`] = Math.round(performance.now() - begun);
  figures[`${name}_worker_ms`] = Math.round(workerTime(browser.profile) - used);
}

try {
  await app.open(server.url);
  await app.signIn('sales');
  await app.press('link', '客户');
  await app.press('button', '导入');
  await timed('preview', async () => {
    await app.chooseFile('button', '选择文件', path);
    await app.see('button', '开始导入', patience);
  });
  await timed('import', async () => {
    await app.press('button', '开始导入');
    await app.see('heading', '导入完成', patience);
  });
  await timed('sync', () => app.see('button', /^已同步/, patience));
  await timed('undo', async () => {
    await app.press('button', '撤销整个导入');
    await app.seeText('导入已撤销', patience);
  });
  figures.all_ms = figures.preview_ms + figures.import_ms;
  figures.all_worker_ms = figures.preview_worker_ms + figures.import_worker_ms;
  figures.file_bytes = statSync(path).size;
  figures.load = loadavg()[0];
} catch (error) {
  console.error(await app.describe());
  throw error;
} finally {
  console.log('browser_import ' + Object.entries(figures).map(([name, value]) => `${name}=${value}`).join(' '));
  if (browser.problems.length > 0) console.error(browser.problems.join('\n'));
  await browser.remove();
  await server.remove();
}
