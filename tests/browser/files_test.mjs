// Photos and signatures as somebody on the road makes them: without a network, through a reload, to the office.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { laptop } from './support/sizes.mjs';
import { Server, Wire } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

let server, wire, sales, manager, app, office;

before(async () => {
  server = await Server.start();
  wire = await Wire.to(server);
  sales = await Browser.start(laptop);
  manager = await Browser.start(laptop);
  app = new Xingke(sales.page);
  office = new Xingke(manager.page);
});

after(async () => {
  await sales?.remove();
  await manager?.remove();
  await wire?.remove();
  await server?.remove();
});

// A photo as large as a phone's, with colours that do not compress to nothing.
async function takePicture(page) {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const context = canvas.getContext('2d');
    for (let i = 0; i < 4000; i++) {
      context.fillStyle = `hsl(${(i * 47) % 360} 70% ${30 + (i % 50)}%)`;
      context.fillRect((i * 613) % 3000, (i * 389) % 2000, 60 + (i % 90), 40 + (i % 70));
    }
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  });
  return { name: '门店招牌.png', mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

async function draw(page, node) {
  const box = await node.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  for (const stroke of [[[0.2, 0.3], [0.5, 0.7], [0.3, 0.8]], [[0.6, 0.2], [0.8, 0.6], [0.7, 0.75]]]) {
    await page.mouse.move(...at(...stroke[0]));
    await page.mouse.down();
    for (const point of stroke.slice(1)) await page.mouse.move(...at(...point), { steps: 8 });
    await page.mouse.up();
  }
}

test('without a network a visit gets a photo and a signature, which a reload does not lose', async () => {
  await app.open(wire.url);
  await app.signIn('sales');
  await app.see('button', /^已同步/, { timeout: 30_000 });
  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null);
  wire.cut();
  await sales.setOffline(true);

  await app.press('link', '客户');
  // Nobody visits a customer of the pool before it is claimed.
  await app.press('button', '我的');
  await app.press('row', /公司/);
  await app.press('button', '新建拜访');
  await app.type('主题', '带照片的拜访');
  const pad = app.node('img', '客户签名');
  await app.bringIntoView(pad.first());
  await draw(app.page, pad.first());
  await app.seeText('2笔');

  const picture = await takePicture(app.page);
  const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), app.press('button', '选择图片')]);
  await chooser.setFiles(picture);
  await app.see('button', '移除门店招牌.jpg');
  await app.press('button', '保存');
  await app.see('button', /项待同步/);

  await app.see('heading', '带照片的拜访');
  await app.reload();
  await app.see('button', '打开门店招牌.jpg');
  await app.press('button', '打开门店招牌.jpg');
  const shown = app.page.locator('#picture img');
  await shown.waitFor();
  await eventually('the photo to be decoded', async () => (await shown.evaluate((image) => image.naturalWidth)) === 1600);
  await app.page.keyboard.press('Escape');
  assert.deepEqual(sales.problems, []);
});

test('with the network it goes up, and the office opens it', async () => {
  wire.mend();
  await sales.setOffline(false);
  await app.see('button', /^已同步/, { timeout: 30_000 });

  await office.open(server.url);
  await office.signIn('manager');
  await office.see('button', /^已同步/, { timeout: 30_000 });
  await office.press('button', '搜索');
  await office.type('搜索全部', '带照片的拜访', { role: 'searchbox' });
  await office.press('option', /带照片的拜访/);
  await office.see('img', '客户签名');
  await office.press('button', '打开门店招牌.jpg');
  const shown = office.page.locator('#picture img');
  await shown.waitFor({ timeout: 30_000 });
  await eventually('the photo to be decoded', async () => (await shown.evaluate((image) => image.naturalWidth)) === 1600);
  assert.deepEqual(manager.problems, []);
});
