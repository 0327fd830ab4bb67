// Fingers on the glass, through the DevTools protocol: what the browser makes of them (gestures of its own, cancelled
// pointers) happens here as on a phone.
export class Fingers {
  static async on(browser) {
    const fingers = new Fingers();
    fingers.page = browser.page;
    fingers.devtools = await browser.context.newCDPSession(browser.page);
    return fingers;
  }

  send(type, ...points) {
    return this.devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  }

  // One frame of the page: what was put in has been drawn.
  frame() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  }

  // With the first step at once, as in tap().
  async stroke([fromX, fromY], [toX, toY], { steps = 8, lifts = true } = {}) {
    const place = (step) => [fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps];
    await Promise.all([this.send('touchStart', [fromX, fromY]), this.send('touchMove', place(1))]);
    for (let step = 2; step <= steps; step++) {
      await this.frame();
      await this.send('touchMove', place(step));
    }
    await this.frame();
    if (lifts) await this.send('touchEnd');
  }

  // Quick and long, lifted while it moves: what is thrown glides on. Sent without waiting and with the times that the
  // glass would give, since a busy machine would make a slow stroke of it.
  async throw([fromX, fromY], [toX, toY], steps = 5) {
    const begin = Date.now() / 1000;
    const send = (type, step) => {
      const point = { x: fromX + ((toX - fromX) * step) / steps, y: fromY + ((toY - fromY) * step) / steps, id: 0 };
      return this.devtools.send('Input.dispatchTouchEvent',
        { type, touchPoints: type === 'touchEnd' ? [] : [point], timestamp: begin + step * 0.008 });
    };
    const sent = [send('touchStart', 0)];
    for (let step = 1; step <= steps; step++) sent.push(send('touchMove', step));
    sent.push(send('touchEnd', steps));
    await Promise.all(sent);
  }

  // Both at once: on a busy machine an answer in between would make a long press of it.
  async tap(x, y) {
    await Promise.all([this.send('touchStart', [x, y]), this.send('touchEnd')]);
  }

  async hold(x, y) {
    await this.send('touchStart', [x, y]);
    await this.page.waitForTimeout(700);
    await this.send('touchEnd');
  }

  // Two fingers move apart around a point.
  async pinch(x, y) {
    await Promise.all([this.send('touchStart', [x - 20, y], [x + 20, y]), this.send('touchMove', [x - 30, y], [x + 30, y])]);
    for (let way = 45; way <= 120; way += 15) {
      await this.send('touchMove', [x - way, y], [x + way, y]);
      await this.frame();
    }
    await this.send('touchEnd');
  }
}
