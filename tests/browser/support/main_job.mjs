// The main job, on real input, as a salesperson and her manager do it: sign in, import, search, edit, lose the network,
// reload, go on working, crash, come back, and meet. One text for every engine.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { laptop, phone } from './sizes.mjs';
import { Server, Wire } from './server.mjs';

const file = (name) => fileURLToPath(new URL('../../data/' + name, import.meta.url));
const customer = '北京思优特科技发展有限公司';

export function declareMainJob({ Browser, Xingke }) {
  let server, wire, sales, manager, app, office;

  before(async () => {
    server = await Server.start();
    wire = await Wire.to(server);
    sales = await Browser.start(laptop);
    manager = await Browser.start(phone);
    app = new Xingke(sales.page);
    office = new Xingke(manager.page);
  });

  after(async () => {
    await sales?.remove();
    await manager?.remove();
    await wire?.remove();
    await server?.remove();
  });

  async function waiting(xingke, count, timeout = 30_000) {
    await xingke.see('button', count === 0 ? /^已同步/ : new RegExp(`${count} 项待同步`), { timeout });
  }

  async function openCustomer(name) {
    await app.press('button', '搜索');
    await app.type('搜索全部', name, { role: 'searchbox' });
    await app.press('option', new RegExp(name));
    await app.see('heading', name);
  }

  async function importFile(path) {
    await app.press('link', '客户');
    await app.press('button', '导入');
    await app.chooseFile('button', '选择文件', path);
    await app.press('button', '开始导入');
    await app.seeText('导入完成', { timeout: 60_000 });
  }

  test('a wrong password is refused, the right one opens the workbench', async () => {
    await app.open(wire.url);
    await app.type('账号', 'sales');
    await app.type('密码', 'not-this-one');
    await app.press('button', '登录');
    await app.seeText('账号或密码不对');
    await app.type('密码', 'xingke-demo');
    await app.press('button', '登录');
    await app.see('navigation', /./);
    await waiting(app, 0);
  });

  test('a UTF-8 file of more than 500 customers comes in; broken rows come back with line and reason', async () => {
    await importFile(file('customers_utf8.csv'));
    await app.seeText('8行没有导入');
    await app.seeText('请填写客户名');
    await app.see('group', '第45行');
    await waiting(app, 0, 60_000);
  });

  test('a GB18030 file comes in', async () => {
    await importFile(file('customers_gb18030.csv'));
    await waiting(app, 0, 60_000);
  });

  test('search finds an imported customer by pinyin initials; it is opened and edited', async () => {
    await app.press('button', '搜索');
    await app.type('搜索全部', 'siyoute', { role: 'searchbox' });
    await app.press('option', /思优特/);
    await app.press('button', '编辑');
    await app.type('详细地址', '高新区创业路88号');
    await app.press('button', '保存');
    await app.seeText('高新区创业路88号');
    await waiting(app, 0);
  });

  test('offline: the app starts from its service worker, work goes on and waits', async () => {
    await sales.page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null);
    wire.cut();
    await sales.setOffline(true);
    await app.reload();
    await app.see('navigation', /./);

    await app.press('link', '客户');
    await app.press('button', '新建客户');
    await app.type('客户名称', customer);
    await app.type('姓名', '李思优');
    await app.type('手机', '13800138000');
    await app.press('button', '保存');
    await app.see('heading', customer);
    await waiting(app, 1);

    await app.press('tab', /^拜访/);
    await app.press('button', '新建拜访');
    await app.type('主题', '首次拜访');
    await app.type('访问记录', '介绍了产品，客户希望下周看样品。');
    await app.press('button', '保存');
    await waiting(app, 2);
  });

  test('killed by SIGKILL, everything is still there', async () => {
    assert.ok(sales.kill() > 0);
    await sales.open();
    await sales.setOffline(true);
    app = new Xingke(sales.page);
    await app.open(wire.url);
    await app.see('navigation', /./);
    await waiting(app, 2);
    await openCustomer(customer);
    await app.press('tab', /^拜访/);
    await app.seeText('首次拜访');
  });

  test('the network returns: the manager sees it without reloading, and an edit there comes back', async () => {
    await office.open(server.url);
    await office.signIn('manager');
    await waiting(office, 0);
    await office.press('link', '客户');
    await office.see('row', /./);

    wire.mend();
    const restored = Date.now();
    await sales.setOffline(false);
    await office.see('row', new RegExp(customer), { timeout: 30_000 });
    console.log(`# the manager saw the new customer ${Date.now() - restored} ms after the network returned`);
    await waiting(app, 0);

    await office.press('row', new RegExp(customer));
    await office.see('heading', customer);
    await office.press('button', '编辑');
    await office.type('详细地址', '北京市海淀区中关村大街1号');
    const saved = Date.now();
    await office.press('button', '保存');
    await app.press('tab', '资料');
    await app.seeText('中关村大街1号');
    console.log(`# the salesperson saw the manager's edit ${Date.now() - saved} ms after it was saved`);
  });

  test('nothing went wrong in either console', () => {
    assert.deepEqual(sales.problems ?? [], []);
    assert.deepEqual(manager.problems ?? [], []);
  });
}
