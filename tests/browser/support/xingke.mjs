// The app as a person or a screen reader meets it: things are found by role and name in the semantics tree, and pressed
// with the real pointer at the place where they are drawn. Nothing here knows a pixel.
import assert from 'node:assert/strict';

const patience = 15_000;

export class Xingke {
  constructor(page) {
    this.page = page;
  }

  async open(url, fragment = '') {
    await this.page.goto(url + '/' + fragment, { waitUntil: 'load' });
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  // The first frame is drawn and the semantics tree is there.
  async ready() {
    await this.page.waitForFunction(() => globalThis.xingke?.ready === true, null, { timeout: 30_000 });
  }

  node(role, name, options = {}) {
    return this.page.getByRole(role, { name, exact: typeof name === 'string', ...options });
  }

  async see(role, name, options = {}) {
    await this.node(role, name, options).first().waitFor({ state: 'attached', timeout: options.timeout ?? patience });
  }

  // Anywhere on the page: as a name, a text, or what is said about a field.
  async seeText(text, options = {}) {
    await this.page.waitForFunction(
      (wanted) => [...document.querySelectorAll('#semantics *')].some((node) => node.textContent.includes(wanted) ||
        ['aria-label', 'aria-description'].some((name) => node.getAttribute(name)?.includes(wanted))),
      text, { timeout: options.timeout ?? patience });
  }

  async gone(role, name, options = {}) {
    await this.node(role, name).first().waitFor({ state: 'detached', timeout: options.timeout ?? patience });
  }

  // Turns the wheel until the node is in view, as one would who knows that it is further down.
  async bringIntoView(node) {
    const { width, height } = this.page.viewportSize();
    const middleOf = (box) => box.y + box.height / 2;
    for (let turn = 0; turn < 10; turn++) {
      const box = await node.boundingBox();
      if (box && middleOf(box) > 64 && middleOf(box) < height - 80) return;
      await this.page.mouse.move(Math.min(Math.max(box ? box.x + box.width / 2 : width / 2, Math.min(300, width / 2)), width - 20), height / 2);
      await this.page.mouse.wheel(0, box ? middleOf(box) - height / 2 : height);
      let before = null;
      let looks = 0;
      await eventually('the scrolling to end', async () => {
        const now = await node.boundingBox();
        // Four looks at rest without having moved: there is no further down.
        const hasMoved = box === null || now === null || now.y !== box.y;
        const isAtRest = before !== null && now !== null && now.y === before.y && (hasMoved || ++looks > 4);
        before = now;
        return isAtRest;
      });
    }
  }

  async press(role, name, options = {}) {
    const node = this.node(role, name, options).first();
    await node.waitFor({ state: 'attached', timeout: patience });
    const box = await node.boundingBox();
    // A field scrolls under the page's bar of decisions; a button may stand in it.
    const lowest = this.page.viewportSize().height - (role === 'textbox' ? 80 : 0);
    if (box && (box.y + box.height / 2 < 0 || box.y + box.height / 2 > lowest)) await this.bringIntoView(node);
    // The canvas takes the pointer, so Playwright must not insist that the node itself does.
    if (options.touch) await node.tap({ force: true });
    else await node.click({ force: true });
  }

  // Types into the field with that label, as one would: press it, clear what is there, type.
  async type(label, text, options = {}) {
    await this.press(options.role ?? 'textbox', label, options);
    const input = this.page.locator('.editor:focus');
    await input.waitFor({ timeout: patience });
    await this.page.keyboard.press('Control+A');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.insertText(text);
  }

  async chooseFile(role, name, path) {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser', { timeout: patience }),
      this.press(role, name),
    ]);
    await chooser.setFiles(path);
  }

  async signIn(login, password = 'xingke-demo') {
    await this.type('账号', login);
    await this.type('密码', password);
    await this.press('button', '登录');
    await this.see('navigation', /./);
  }

  async frames() {
    return this.page.evaluate(() => globalThis.xingke.frames);
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }

  // The whole tree as text, for a failing test to print.
  async describe() {
    return this.page.evaluate(() => [...document.querySelectorAll('#semantics [role]')]
      .map((node) => `${node.getAttribute('role')} "${node.getAttribute('aria-label') ?? ''}" ${node.getAttribute('aria-valuetext') ?? ''}`)
      .join('\n'));
  }
}

// Asks again until it is true, as a person looking at the screen would; says what it waited for when it never is.
export async function eventually(what, question, timeout = patience) {
  const end = Date.now() + timeout;
  let last;
  while (Date.now() < end) {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what} did not happen within ${timeout} ms (last: ${last})`);
}
