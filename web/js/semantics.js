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
        // What ARIA wants between a container and what it cannot hold itself, outermost first.
        between: { list: ['listitem'], row: ['gridcell'], grid: ['row', 'gridcell'] },
        held: { list: ['listitem'], row: ['cell', 'columnheader'], grid: ['row'] },
        canBeSelected: ['option', 'tab', 'row', 'cell', 'columnheader'],
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
                entry.holds.clear();
                if (parent) parent.holds.add(node.role);
                children.get(parent ? parent.element : semantics.root).push(semantics.outermost(entry));
            }
            for (const [key, entry] of semantics.entries) if (!present.has(key)) (entry.around || entry.element).remove();
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
            return { element, set: {}, node: null, parent: undefined, isBehind: false, holds: new Set(), around: null, cell: null };
        },
        // The element that stands in its container: a button in a row of a table is in a cell first.
        outermost(entry) {
            const { role } = entry.node;
            const container = entry.parent ? entry.parent.node.role : '';
            const isPlain = role === 'option' || ((role === 'text' || role === 'none') && container !== 'list');
            const roles = isPlain || !semantics.between[container] || semantics.held[container].includes(role) ? [] : semantics.between[container];
            if (String(roles) === entry.set.around) return entry.around || entry.element;
            entry.set.around = String(roles);
            if (entry.around) entry.around.remove();
            entry.around = null;
            let inside = entry.element;
            for (const one of [...roles].reverse()) {
                const around = document.createElement('div');
                around.setAttribute('role', one);
                Object.assign(around.style, { left: 0, top: 0, width: '100%', height: '100%' });
                around.append(inside);
                inside = entry.around = around;
            }
            return inside;
        },
        // What it is called depends on what it holds: a group of tabs is a list of tabs.
        roleOf(entry) {
            const { role } = entry.node;
            const holdsOnly = (one) => entry.holds.size === 1 && entry.holds.has(one);
            if (role === 'group' && holdsOnly('tab')) return 'tablist';
            if (role === 'group' && holdsOnly('radio')) return 'radiogroup';
            // A list must have items.
            if (role === 'list' && entry.holds.size === 0) return 'group';
            return role === 'list' && entry.holds.has('option') ? 'listbox' : role;
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
            put('role', isPlain ? undefined : semantics.roleOf(entry));
            put('aria-label', isPlain ? undefined : node.name);
            put('aria-hidden', entry.isBehind ? 'true' : undefined);
            put('aria-description', node.description);
            put('aria-disabled', node.isDisabled ? 'true' : undefined);
            put('aria-checked', node.hasChecked ? String(node.isChecked) : undefined);
            const canBeSelected = semantics.canBeSelected.includes(node.role);
            put('aria-selected', node.hasSelected && canBeSelected ? String(node.isSelected) : undefined);
            put('aria-pressed', node.hasSelected && node.role === 'button' ? String(node.isSelected) : undefined);
            const isChosen = node.hasSelected && node.isSelected && !canBeSelected && node.role !== 'button';
            put('aria-expanded', node.hasExpanded ? String(node.isExpanded) : undefined);
            put('aria-modal', node.isModal ? 'true' : undefined);
            put('aria-current', node.isCurrent ? 'page' : isChosen ? 'true' : undefined);
            put('aria-level', node.role === 'heading' ? number(node.level) : undefined);
            put(isPosition ? 'aria-posinset' : 'aria-rowindex', number(node.row));
            if (isPosition || node.role === 'grid') put(isPosition ? 'aria-setsize' : 'aria-rowcount', number(node.rowCount));
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
        // Where a leaf's text stands: in the element itself, of a row without cells in a cell for all of it.
        placeOfText(entry, hasText) {
            const isBareRow = hasText && entry.node.role === 'row';
            if (!isBareRow && entry.cell) {
                entry.cell.remove();
                entry.cell = null;
            } else if (isBareRow && !entry.cell) {
                entry.cell = document.createElement('div');
                entry.cell.setAttribute('role', 'gridcell');
                entry.element.append(entry.cell);
            }
            return entry.cell || entry.element;
        },
        // Text beside child elements would be read twice, so only leaves have it.
        setText(entry, content) {
            if ((entry.set.text || '') === content) return;
            entry.set.text = content;
            const place = semantics.placeOfText(entry, content !== '');
            const first = place.firstChild;
            if (first && first.nodeType === Node.TEXT_NODE) first.data = content;
            else place.prepend(content);
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
