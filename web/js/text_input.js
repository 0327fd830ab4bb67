// Editing text: a real input or textarea, visible and opaque, lies over the field of the canvas while it is edited, so
// that input methods, keyboards, selection, paste, dictation and undo are the browser's own.
//
//   idle ──press() on a field, focus()──▶ editing      activate()
//   editing ──press() elsewhere, blur, field gone──▶ idle          finish(), reported as blur
//   editing ──Enter, Tab──▶ over ──focus() of a field while settling──▶ editing, else ▶ idle   end()
//   editing ──focus() of another field──▶ editing there            activate(), the old one reported as blur
//
// What was typed is told to the app at each input event; `told` is what it last heard. A composition is never touched: a
// value that the app changes itself (cleared, tidied) is put into the element only while none is running.
addToLibrary({
    $textInput__deps: ['$host', '$byteReader', '$glyphs'],
    $textInput: {
        fields: [],
        editors: null,
        current: null,
        wanted: 0,

        // In the order of platform::InputKind.
        kinds: [
            { enterKeyHint: 'next' },
            { isMultiline: true, enterKeyHint: 'enter', spellcheck: true },
            { type: 'password', autocomplete: 'current-password', enterKeyHint: 'go', isPlain: true },
            { type: 'tel', inputMode: 'tel', enterKeyHint: 'next', isPlain: true },
            { inputMode: 'email', enterKeyHint: 'next', isPlain: true },
            { inputMode: 'numeric', enterKeyHint: 'next', isPlain: true },
            { inputMode: 'decimal', enterKeyHint: 'next', isPlain: true },
            { inputMode: 'search', enterKeyHint: 'search' },
            { autocomplete: 'username', enterKeyHint: 'next', isPlain: true },
        ],
        // Chords that belong to the text; every other one is offered to the app.
        editingKeys: ['a', 'c', 'v', 'x', 'z', 'y', 'arrowleft', 'arrowright', 'arrowup', 'arrowdown', 'home', 'end',
            'backspace', 'delete', 'control', 'meta', 'shift', 'alt'],
        reasons: { enter: 0, tab: 1, shiftTab: 2, escape: 3, blur: 4 },

        // Two of each, used in turn: moving from field to field then really moves the focus, and phones change their keyboard.
        start() {
            textInput.editors = ['input', 'input', 'textarea', 'textarea'].map((tag) => {
                const element = document.createElement(tag);
                element.className = 'editor';
                element.tabIndex = -1;
                document.body.append(element);
                const editor = { element, field: 0, told: '', wasComposing: false, isComposing: false, isOver: false };
                element.addEventListener('input', (event) => textInput.tell(editor, event.isComposing === true));
                element.addEventListener('compositionstart', () => (editor.isComposing = true));
                element.addEventListener('compositionend', () => {
                    editor.isComposing = false;
                    textInput.tell(editor, false);
                });
                element.addEventListener('keydown', (event) => textInput.onKey(editor, event));
                element.addEventListener('blur', () => {
                    // The whole window lost the focus and will have it back: the field stays.
                    if (document.activeElement !== element) textInput.finish(editor, textInput.reasons.blur);
                });
                return editor;
            });
        },

        find(id) {
            return textInput.fields.find((field) => field.id === id);
        },
        owns(element) {
            return element.classList !== undefined && element.classList.contains('editor');
        },
        isMultiline(field) {
            return textInput.kinds[field.kind].isMultiline === true;
        },

        // A press or tap: enters the field there, or leaves the one being edited.
        press(x, y, isMouse) {
            const field = textInput.fieldAt(x, y);
            if (field) textInput.activate(field, isMouse ? x : undefined);
            else textInput.leave();
        },
        // The text stands inside its frame's padding, and the frame is what people aim at.
        fieldAt(x, y) {
            const reach = 12;
            const distance = (at, start, size) => Math.max(start - at, 0, at - start - size);
            let nearest = null;
            let least = Infinity;
            for (const field of textInput.fields) {
                const { rect, clip } = field;
                if (distance(x, clip.x, clip.width) > 0 || distance(y, clip.y, clip.height) > 0) continue;
                const away = Math.max(distance(x, rect.x, rect.width), distance(y, rect.y, rect.height));
                if (away <= reach && away < least) {
                    nearest = field;
                    least = away;
                }
            }
            return nearest;
        },

        activate(field, caretX) {
            const before = textInput.current;
            if (before && before.field === field.id && document.activeElement === before.element) {
                before.isOver = false;
                return;
            }
            if (!textInput.editors) textInput.start();
            const tag = textInput.isMultiline(field) ? 'TEXTAREA' : 'INPUT';
            const editor = textInput.editors.find((one) => one !== before && one.element.tagName === tag);
            Object.assign(editor, { field: field.id, told: field.value, wasComposing: false, isComposing: false, isOver: false });
            textInput.current = editor;
            textInput.wanted = 0;
            textInput.describe(editor, field);
            textInput.place(editor, field);
            editor.element.value = field.value;
            editor.element.style.visibility = 'visible';
            // The blur of the editor before comes inside this call, and its composition ends there.
            editor.element.focus({ preventScroll: true });
            if (before) textInput.finish(before, textInput.reasons.blur);
            textInput.setCaret(editor, field, caretX);
            semantics.setEdited(field.id);
            host.enter(() => _screen_text_focus(field.id));
        },
        describe(editor, field) {
            const kind = textInput.kinds[field.kind];
            const element = editor.element;
            editor.kind = field.kind;
            if (element.tagName === 'INPUT') element.type = kind.type || 'text';
            // Not type=search, which brings a cross of its own. A password field has no role in ARIA.
            if (kind.type === 'password') element.removeAttribute('role');
            else element.setAttribute('role', kind.inputMode === 'search' ? 'searchbox' : 'textbox');
            element.inputMode = kind.inputMode || '';
            element.enterKeyHint = kind.enterKeyHint;
            element.autocomplete = kind.autocomplete || 'off';
            element.spellcheck = kind.spellcheck === true;
            element.setAttribute('autocapitalize', kind.isPlain ? 'none' : 'sentences');
            element.setAttribute('autocorrect', kind.isPlain ? 'off' : 'on');
        },
        // Everything that a frame may change while the field is edited.
        place(editor, field) {
            const { rect, clip } = field;
            const element = editor.element;
            const color = (rgba) => '#' + rgba.toString(16).padStart(8, '0');
            const cut = (pixels) => Math.max(0, pixels) + 'px';
            // A password being shown.
            if (editor.kind !== field.kind) textInput.describe(editor, field);
            // Below 16 pixels iOS zooms into the field.
            const least = matchMedia('(pointer: coarse)').matches ? 16 : 0;
            Object.assign(element.style, {
                left: rect.x + 'px',
                top: rect.y + 'px',
                width: rect.width + 'px',
                height: rect.height + 'px',
                fontSize: Math.max(field.fontSize, least) + 'px',
                color: color(field.text),
                backgroundColor: color(field.background),
                clipPath: 'inset(' + [
                    cut(clip.y - rect.y), cut(rect.x + rect.width - clip.x - clip.width),
                    cut(rect.y + rect.height - clip.y - clip.height), cut(clip.x - rect.x),
                ].join(' ') + ')',
            });
            const lineHeight = element.tagName === 'INPUT' ? rect.height : field.lineHeight || field.fontSize * 1.5;
            element.style.lineHeight = lineHeight + 'px';
            element.placeholder = field.placeholder;
            element.readOnly = field.isReadOnly;
            element.setAttribute('aria-label', field.label);
            element.setAttribute('aria-invalid', field.isInvalid ? 'true' : 'false');
            element.setAttribute('aria-description', field.error);
        },
        // Where the mouse pressed; all of it after Tab; else the end.
        setCaret(editor, field, x) {
            const element = editor.element;
            if (x === undefined || field.kind === 2 || element.tagName !== 'INPUT') {
                if (x === undefined && input.isKeyboardUsed && element.tagName === 'INPUT') element.select();
                else element.setSelectionRange(field.value.length, field.value.length);
                return;
            }
            const context = glyphs.select(0, field.fontSize);
            let at = 0;
            let width = 0;
            for (const character of field.value) {
                const next = context.measureText(field.value.slice(0, at + character.length)).width;
                if (field.rect.x + (width + next) / 2 > x) break;
                at += character.length;
                width = next;
            }
            element.setSelectionRange(at, at);
        },

        tell(editor, isComposing) {
            const text = editor.element.value;
            if (!editor.field || (text === editor.told && isComposing === editor.wasComposing)) return;
            editor.told = text;
            editor.wasComposing = isComposing;
            const id = editor.field;
            host.enter(() => host.lendText(text, (at, size) => _screen_text(id, at, size, isComposing ? 1 : 0)));
        },
        // The editor is no longer over a field. `reason` is told unless the app has heard of an end already.
        finish(editor, reason) {
            if (!editor.field) return;
            textInput.tell(editor, false);
            const id = editor.field;
            const isKnown = editor.isOver;
            editor.field = 0;
            editor.isOver = false;
            editor.element.style.visibility = 'hidden';
            editor.element.removeAttribute('role');
            editor.element.removeAttribute('aria-label');
            if (textInput.current === editor) {
                textInput.current = null;
                semantics.setEdited(0);
            }
            if (!isKnown) host.enter(() => _screen_text_end(id, reason));
        },
        leave() {
            const editor = textInput.current;
            if (!editor) return;
            textInput.finish(editor, textInput.reasons.blur);
            editor.element.blur();
        },
        // The app hears of it and may go on to another field, or to this one again, inside the gesture.
        end(editor, reason) {
            textInput.tell(editor, false);
            editor.isOver = true;
            const id = editor.field;
            host.enter(() => _screen_text_end(id, reason));
            frames.settle();
            if (textInput.current === editor && editor.isOver) textInput.leave();
        },
        onKey(editor, event) {
            // Keys of an input method are its own; Safari ends the composition before the Enter that confirmed it.
            if (event.isComposing || event.keyCode === 229) return;
            input.isKeyboardUsed = true;
            const isChord = event.ctrlKey || event.metaKey;
            const isMultiline = editor.element.tagName === 'TEXTAREA';
            let reason;
            if (event.key === 'Enter' && (!isMultiline || isChord)) reason = textInput.reasons.enter;
            else if (event.key === 'Tab' && !isChord) reason = event.shiftKey ? textInput.reasons.shiftTab : textInput.reasons.tab;
            else if (event.key === 'Escape') reason = textInput.reasons.escape;
            if (reason !== undefined) {
                event.preventDefault();
                textInput.end(editor, reason);
            } else if (isChord ? !textInput.editingKeys.includes(event.key.toLowerCase()) : textInput.isForApp(event, isMultiline)) {
                input.key(event, 1);
            }
        },
        // Up and down choose among suggestions below a single line.
        isForApp(event, isMultiline) {
            return !isMultiline && !event.altKey && ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(event.key);
        },

        offer(bytes, size) {
            const read = byteReader(bytes, size);
            const count = read.varint();
            textInput.fields = [];
            for (let i = 0; i < count; ++i) {
                textInput.fields.push({
                    id: read.u32(), rect: read.rect(), clip: read.rect(), kind: read.u8(), label: read.text(),
                    value: read.text(), placeholder: read.text(), fontSize: read.f32(),
                    lineHeight: read.f32(), text: read.u32(),
                    background: read.u32(), isReadOnly: read.boolean(), isInvalid: read.boolean(), error: read.text(),
                });
            }
            const editor = textInput.current;
            const field = editor && textInput.find(editor.field);
            if (field) textInput.place(editor, field);
            else if (editor) textInput.leave();
            const wanted = textInput.wanted && textInput.find(textInput.wanted);
            if (wanted) textInput.activate(wanted);
        },
        // After a frame: the app has seen all that was typed, so a value other than that is the app's own doing.
        reconcile() {
            const editor = textInput.current;
            const field = editor && !editor.isComposing && textInput.find(editor.field);
            if (!field || field.value === editor.told) return;
            editor.told = field.value;
            const element = editor.element;
            if (element.value === field.value) return;
            const end = element.value.length - element.selectionEnd;
            element.value = field.value;
            const caret = Math.max(0, field.value.length - end);
            element.setSelectionRange(caret, caret);
        },
        focus(id) {
            const field = textInput.find(id);
            // Not offered yet: when it is.
            textInput.wanted = field ? 0 : id;
            if (field) textInput.activate(field);
        },
        // The app knows that the field is done: nothing is told.
        blur() {
            textInput.wanted = 0;
            if (textInput.current) textInput.current.isOver = true;
            textInput.leave();
        },
        clear() {
            for (const editor of textInput.editors || []) editor.element.remove();
            textInput.editors = textInput.current = null;
            textInput.fields = [];
            textInput.wanted = 0;
        },
    },

    js_text_input_offer__deps: ['$textInput', '$semantics', '$input', '$frames'],
    js_text_input_offer__sig: 'vpi',
    js_text_input_offer: (bytes, size) => textInput.offer(bytes, size),

    js_text_input_focus__deps: ['$textInput'],
    js_text_input_focus__sig: 'vi',
    js_text_input_focus: (field) => textInput.focus(field >>> 0),

    js_text_input_blur__deps: ['$textInput'],
    js_text_input_blur__sig: 'v',
    js_text_input_blur: () => textInput.blur(),
});
