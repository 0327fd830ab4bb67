// The page as screen readers and tests see it: a tree of ARIA elements over the canvas, invisible to the eye and to the
// pointer. Each show() brings the whole tree; only what differs from the one before touches the document.
addToLibrary({
    $semantics__deps: ['$host', '$byteReader', '$textInput', '$frames', '$input'],
    $semantics: {
        root: null,
        entries: null,
        edited: 0,
        focused: null,

        // In the order of the bits that semantics.cpp sets.
        flags: ['isDisabled', 'isChecked', 'isSelected', 'isExpanded', 'isFocused', 'hasChecked', 'hasSelected', 'hasExpanded',
            'isModal', 'isCurrent'],
        holdsValue: ['textbox', 'searchbox', 'combobox', 'cell'],

        start() {
            semantics.root = document.getElementById('semantics');
            semantics.entries = new Map();
            semantics.root.addEventListener('click', (event) => {
                const element = event.target.closest('[data-node]');
                if (!element || element.getAttribute('aria-disabled') === 'true') return;
                const id = Number(element.dataset.node);
                const field = textInput.find(id);
                if (field) textInput.activate(field);
                host.enter(() => _screen_press(id));
                frames.settle();
            });
        },

        read(bytes, size) {
            const read = byteReader(bytes, size);
            const tree = { title: read.text(), language: read.text(), nodes: [] };
            const count = read.varint();
            for (let i = 0; i < count; ++i) {
                const node = {
                    id: read.u32(), parent: read.u32(), role: read.text(), name: read.text(), value: read.text(),
                    description: read.text(), rect: read.rect(),
                };
                const bits = read.u32();
                semantics.flags.forEach((name, bit) => (node[name] = (bits & (1 << bit)) !== 0));
                Object.assign(node, { level: read.zigzag(), row: read.zigzag(), rowCount: read.zigzag() });
                tree.nodes.push(node);
            }
            return tree;
        },
        show(bytes, size) {
            if (!semantics.root) semantics.start();
            const tree = semantics.read(bytes, size);
            if (document.title !== tree.title) document.title = tree.title;
            if (document.documentElement.lang !== tree.language) document.documentElement.lang = tree.language;

            const present = new Map();
            const latest = new Map();
            const children = new Map([[semantics.root, []]]);
            for (const node of tree.nodes) {
                let key = String(node.id);
                // Two widgets under one id are a fault of the screen; both are shown all the same.
                while (present.has(key)) key += '+';
                const entry = semantics.entries.get(key) || semantics.create(node.id);
                const parent = latest.get(node.parent);
                entry.node = node;
                entry.parent = parent;
                entry.isBehind = false;
                present.set(key, entry);
                latest.set(node.id, entry);
                children.set(entry.element, []);
                children.get(parent ? parent.element : semantics.root).push(entry.element);
            }
            for (const [key, entry] of semantics.entries) if (!present.has(key)) entry.element.remove();
            semantics.entries = present;
            semantics.findBehind([...present.values()]);
            for (const entry of present.values()) semantics.patch(entry, children.get(entry.element).length > 0);
            for (const [parent, elements] of children) semantics.order(parent, elements);
            semantics.focusNode();
        },
        // Behind a modal dialog nothing can be reached: all that stands beside it, or beside what it is in.
        findBehind(entries) {
            const path = [];
            for (let entry = entries.filter((one) => one.node.isModal).pop(); entry; entry = entry.parent) path.push(entry);
            if (path.length === 0) return;
            const above = [...path.slice(1), undefined];
            for (const entry of entries) entry.isBehind = above.includes(entry.parent) && !path.includes(entry);
        },
        create(id) {
            const element = document.createElement('div');
            element.dataset.node = id;
            return { element, set: {}, node: null, parent: undefined, isBehind: false };
        },
        order(parent, elements) {
            let at = parent.firstElementChild;
            for (const element of elements) {
                if (at === element) at = at.nextElementSibling;
                else parent.insertBefore(element, at);
            }
        },

        patch(entry, hasChildren) {
            const { node, element, set } = entry;
            const origin = entry.parent ? entry.parent.node.rect : { x: 0, y: 0 };
            const put = (name, value) => {
                if (set[name] === value) return;
                set[name] = value;
                if (value === undefined || value === '') element.removeAttribute(name);
                else element.setAttribute(name, value);
            };
            const isPlain = node.role === 'text' || node.role === 'none';
            const isPosition = node.role === 'listitem' || node.role === 'option' || node.role === 'tab';
            const number = (value) => (value > 0 ? String(value) : undefined);
            put('role', isPlain ? undefined : node.role);
            put('aria-label', isPlain ? undefined : node.name);
            put('aria-hidden', entry.isBehind ? 'true' : undefined);
            put('aria-description', node.description);
            put('aria-disabled', node.isDisabled ? 'true' : undefined);
            put('aria-checked', node.hasChecked ? String(node.isChecked) : undefined);
            put('aria-selected', node.hasSelected ? String(node.isSelected) : undefined);
            put('aria-expanded', node.hasExpanded ? String(node.isExpanded) : undefined);
            put('aria-modal', node.isModal ? 'true' : undefined);
            put('aria-current', node.isCurrent ? 'page' : undefined);
            put('aria-level', node.role === 'heading' ? number(node.level) : undefined);
            put(isPosition ? 'aria-posinset' : 'aria-rowindex', number(node.row));
            put(isPosition ? 'aria-setsize' : 'aria-rowcount', number(node.rowCount));
            put('aria-valuetext', node.role === 'progressbar' ? node.value : undefined);
            const field = textInput.find(node.id);
            put('aria-multiline', field && textInput.isMultiline(field) ? 'true' : undefined);

            const box = [node.rect.x - origin.x, node.rect.y - origin.y, Math.max(1, node.rect.width), Math.max(1, node.rect.height)];
            if (set.box !== String(box)) {
                set.box = String(box);
                const [left, top, width, height] = box.map((pixels) => pixels + 'px');
                Object.assign(element.style, { left, top, width, height });
            }
            const isHidden = semantics.edited !== 0 && node.id === semantics.edited;
            if (set.isHidden !== isHidden) {
                set.isHidden = isHidden;
                element.hidden = isHidden;
            }
            // A password is nobody's to read, and no test's.
            const isSecret = field && field.kind === 2;
            const value = isSecret ? '•'.repeat(node.value.length) : node.value;
            const content = semantics.holdsValue.includes(node.role) ? value : value || node.name;
            semantics.setText(entry, hasChildren ? '' : content);
        },
        // Text beside child elements would be read twice, so only leaves have it.
        setText(entry, content) {
            if ((entry.set.text || '') === content) return;
            entry.set.text = content;
            const first = entry.element.firstChild;
            if (first && first.nodeType === Node.TEXT_NODE) first.data = content;
            else entry.element.prepend(content);
        },

        // The real input stands for its field while it is edited: never both.
        setEdited(id) {
            const before = semantics.edited;
            semantics.edited = id;
            for (const entry of semantics.entries ? semantics.entries.values() : []) {
                if (entry.node.id !== id && entry.node.id !== before) continue;
                entry.set.isHidden = entry.element.hidden = id !== 0 && entry.node.id === id;
            }
        },
        // With the keyboard, the document's focus follows the canvas's, so that it is spoken.
        focusNode() {
            if (textInput.current || !input.isKeyboardUsed) return;
            const entry = [...semantics.entries.values()].find((one) => one.node.isFocused);
            const element = entry ? entry.element : null;
            if (element === semantics.focused && (!element || document.activeElement === element)) return;
            if (semantics.focused) semantics.focused.removeAttribute('tabindex');
            semantics.focused = element;
            if (!element) return;
            element.tabIndex = -1;
            element.focus({ preventScroll: true });
        },
        clear() {
            if (semantics.root) semantics.root.replaceChildren();
            semantics.entries = new Map();
            semantics.edited = 0;
            semantics.focused = null;
        },
    },

    js_semantics_show__deps: ['$semantics'],
    js_semantics_show__sig: 'vpi',
    js_semantics_show: (bytes, size) => {
        try {
            semantics.show(bytes, size);
        } catch (error) {
            // A tree that the document refuses to be patched into (a node now lies below its own child) is built anew.
            console.warn('semantics_rebuilt error=' + error.name);
            semantics.clear();
            semantics.show(bytes, size);
        }
    },
});
