// Draws the screens for people to look at: node draw_screens.mjs FOLDER [name…]. File names say what is shown:
// <screen>_<width>x<height>_<theme>_<language>.png
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { Browser } from './support/chromium.mjs';
import { laptop, phone } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke } from './support/xingke.mjs';

const [folder, ...only] = process.argv.slice(2);
const file = fileURLToPath(new URL('../data/customers_utf8.csv', import.meta.url));

const words = {
  zh: { account: '账号', password: '密码', signIn: '登录', customers: '客户', create: '新建客户', edit: '编辑', import: '导入', choose: '选择文件', start: '开始导入', visits: /^拜访/, activity: '动态', search: '搜索', searchAll: '搜索全部' },
  en: { account: 'Account', password: 'Password', signIn: 'Sign in', customers: 'Customers', create: 'New Customer', edit: 'Edit', import: 'Import', choose: 'Choose a file', start: 'Start the import', visits: /^Visits/, activity: 'Activity', search: 'Search', searchAll: 'Search everything' },
};

async function settle(page) {
  let before = -1;
  for (let i = 0; i < 40; i++) {
    const frames = await page.evaluate(() => globalThis.xingke.frames);
    if (frames === before) return;
    before = frames;
    await page.waitForTimeout(250);
  }
}

async function drawAll(server, size, dark, language) {
  const browser = await Browser.start(size, { dark, locale: language === 'zh' ? 'zh-CN' : 'en-GB', scale: size.touch ? 2 : 1 });
  const app = new Xingke(browser.page);
  const say = words[language];
  const draw = async (name) => {
    if (only.length > 0 && !only.includes(name)) return;
    await settle(browser.page);
    const path = join(folder, `${name}_${size.width}x${size.height}_${dark ? 'dark' : 'light'}_${language}.png`);
    await browser.page.screenshot({ path });
    console.log(path);
  };
  const go = async (fragment) => {
    await browser.page.evaluate((where) => (location.hash = where), fragment);
    await browser.page.waitForTimeout(150);
  };
  try {
    await app.open(server.url, '?test=1');
    await app.see('button', say.signIn);
    await draw('sign_in');
    await app.type(say.account, 'sales');
    await app.type(say.password, 'xingke-demo');
    await app.press('button', say.signIn);
    await app.see('navigation', /./);
    await browser.page.waitForTimeout(1500);
    await draw('home');
    await go('#/customer');
    await app.see('row', /./);
    await draw('list');
    await app.press('row', /公司/);
    await app.see('button', say.edit);
    await draw('detail');
    await app.press('tab', say.visits);
    await draw('detail_visits');
    // On a phone the last tabs are out of view until one swipes; a screen reader presses them all the same.
    await app.node('tab', say.activity).first().dispatchEvent('click');
    await draw('detail_timeline');
    await app.press('button', say.edit);
    await browser.page.waitForTimeout(300);
    await draw('form_edit');
    await go('#/customer/new');
    await draw('form_new');
    await go('#/import/customer');
    await draw('import');
    await app.chooseFile('button', say.choose, file);
    await app.see('button', say.start);
    await draw('import_preview');
    await app.press('button', say.start);
    await browser.page.waitForTimeout(4000);
    await draw('import_done');
    await go('#/customer');
    await browser.page.waitForTimeout(300);
    await draw('list_full');
    await go('#/contact');
    await draw('contacts');
    await go('#/sync');
    await draw('sync');
    await go('#/inbox');
    await draw('inbox');
    await go('#/settings');
    await draw('settings');
    await go('#/fields');
    await draw('fields');
    await go('#/product_review');
    await browser.page.waitForTimeout(300);
    await draw('reviews');
    await go('#/gallery');
    await draw('gallery');
    await go('#/');
    await browser.page.keyboard.press('Control+K');
    await app.type(say.searchAll, language === 'zh' ? '科技' : 'keji', { role: 'searchbox' });
    await browser.page.waitForTimeout(500);
    await draw('search');
  } catch (error) {
    console.error(`${size.width} ${dark} ${language}: ${error}`);
    await browser.page.screenshot({ path: join(folder, `failed_${size.width}_${dark}_${language}.png`) });
    console.error(await app.describe().catch(() => ''));
    process.exitCode = 1;
  } finally {
    await browser.remove();
  }
}

for (const [size, dark, language] of [[laptop, false, 'zh'], [phone, false, 'zh'], [laptop, true, 'zh'], [phone, true, 'zh'],
  [laptop, false, 'en'], [phone, false, 'en']]) {
  const server = await Server.start();
  try {
    await drawAll(server, size, dark, language);
  } finally {
    await server.remove();
  }
}
