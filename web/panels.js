// Pages of plain HTML for when the canvas cannot speak: no WebGL, another window, a failure. Both languages, since nobody
// can have chosen one yet. In each: title, what to do, and what the button says (none: there is nothing to press).
const texts = {
    no_webgl: {
        zh: ['此浏览器不能显示行客', '行客用 WebGL 2 画界面，此浏览器没有或关闭了它。请更新浏览器（Chrome、Edge、Firefox 或 Safari 16.4 以上），或在浏览器设置中打开“硬件加速”，然后重新打开。本机数据没有改变。'],
        en: ['This browser cannot show Xingke', 'Xingke draws with WebGL 2, which this browser lacks or has turned off. Please update the browser (Chrome, Edge, Firefox, or Safari 16.4 and later) or turn on “hardware acceleration” in its settings, then open this page again. The data on this device is unchanged.'],
        button: '重新打开 · Reload',
    },
    old_browser: {
        zh: ['浏览器版本过旧', '请更新浏览器（Chrome、Edge、Firefox 或 Safari 16.4 以上）后再打开。本机数据没有改变。'],
        en: ['This browser is too old', 'Please update it (Chrome, Edge, Firefox, or Safari 16.4 and later), then open this page again. The data on this device is unchanged.'],
        button: '重新打开 · Reload',
    },
    not_loaded: {
        zh: ['没有下载完整', '应用没有下载完整，请检查网络后重试。本机数据没有改变。'],
        en: ['The download was not completed', 'Please check the network and try again. The data on this device is unchanged.'],
        button: '重试 · Try again',
    },
    other_window: {
        zh: ['行客已在另一个窗口打开', '此窗口之外已有一个行客窗口在使用数据。可以继续用那个窗口，也可以换到这里：那边会先保存好，什么都不会丢。'],
        en: ['Xingke is open in another window', 'Another Xingke window is using the data. Go on there, or continue here: the other window saves its data first, and nothing is lost.'],
        button: '在此窗口使用 · Use it here',
    },
    handed_over: {
        zh: ['数据正由另一个窗口使用', '你在另一个窗口选择了“在此窗口使用”。这里的数据都已保存。'],
        en: ['Another window is using the data', 'You chose to use Xingke in another window. Everything here has been saved.'],
        button: '在此窗口使用 · Use it here',
    },
    storage_busy: {
        zh: ['数据还被另一个窗口占用', '另一个行客窗口没有放开数据。请关闭它（或关闭整个浏览器再打开），然后重试。数据仍在本机。'],
        en: ['The data is still in use elsewhere', 'Another Xingke window did not let go of the data. Please close it (or quit and reopen the browser), then try again. Your data is safe on this device.'],
        button: '重试 · Try again',
    },
    failed: {
        zh: ['行客出了问题，已停下', '数据仍在本机，已保存的都在。请重新打开；如果一再发生，请把下面这行告诉管理员。'],
        en: ['Something broke, and Xingke has stopped', 'Your data is still on this device; all that was saved is there. Please reopen. If it happens again, tell your administrator the line below.'],
        button: '重新打开 · Reopen',
    },
};

function element(tag, text, lang) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (lang) made.lang = lang;
    return made;
}

export function hidePanel() {
    const panel = document.getElementById('panel');
    if (panel) panel.remove();
    document.getElementById('semantics').hidden = false;
}

// `detail` is shown as it is; `act` is what the button does, once.
export function showPanel(kind, { detail, act }) {
    const { zh, en, button } = texts[kind];
    hidePanel();
    const inner = element('div', '');
    inner.append(element('h1', zh[0]), element('p', zh[1]));
    const press = element('button', button);
    press.type = 'button';
    press.addEventListener('click', () => {
        press.disabled = true;
        act();
    });
    inner.append(press, element('p', en[0] + '. ' + en[1], 'en'));
    if (detail) inner.append(element('pre', detail));
    const panel = element('div', '');
    panel.id = 'panel';
    panel.setAttribute('role', 'alertdialog');
    panel.setAttribute('aria-modal', 'true');
    panel.setAttribute('aria-label', zh[0] + ' · ' + en[0]);
    panel.dataset.kind = kind;
    panel.append(inner);
    document.body.append(panel);
    // What lies behind cannot be used.
    document.getElementById('semantics').hidden = true;
    press.focus();
}
