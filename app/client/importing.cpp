#include "app/client/importing.h"

#include <algorithm>

#include "app/client/commands.h"
#include "app/client/limits.h"
#include "app/formats/asking.h"
#include "app/store/transfer/mapping.h"

namespace xingke::client {
namespace {

store::Duplicates duplicates_of(DuplicatePolicy policy) {
    switch (policy) {
        case DuplicatePolicy::skip:
            return store::Duplicates::skip;
        case DuplicatePolicy::merge:
            return store::Duplicates::merge;
        case DuplicatePolicy::create:
            return store::Duplicates::create;
    }
    return store::Duplicates::skip;
}

std::vector<BadRow> bad_rows_of(const store::ImportPlan& plan) {
    std::vector<BadRow> rows;
    for (const store::BadTableRow& bad : plan.bad()) {
        rows.push_back({bad.line, bad.cells, bad.issues});
    }
    return rows;
}

}  // namespace

void Importing::open(ImportOpen request) {
    imports_.erase(request.id);
    Workspace* const workspace = workspace_();
    const model::RecordType* const type = workspace == nullptr ? nullptr : workspace->catalogue.find(request.type);
    if (type == nullptr) {
        ImportPreview preview;
        preview.id = request.id;
        preview.error = {Text::unknown_type, {}};
        send_(preview);
        return;
    }
    Import& import = imports_[request.id];
    import.type = type;
    import.file = std::move(request.bytes);
    read(request.id, formats::any_sheet);
}

void Importing::choose_sheet(const ImportSheet& request) {
    const auto found = imports_.find(request.id);
    if (found != imports_.end() && !found->second.plan && !found->second.file.empty()) {
        read(request.id, request.sheet);
    }
}

void Importing::read(RequestId id, std::uint32_t sheet) {
    // Only a workbook is asked for again.
    Bytes& file = imports_[id].file;
    Bytes body = as_text(file).starts_with("PK") ? file : std::exchange(file, {});
    const std::weak_ptr<Importing*> alive = self_;
    formats_.ask(formats::ask_table(sheet), std::move(body), [alive, id](Bytes answer) {
        const auto self = alive.lock();
        Workspace* const workspace = self ? (*self)->workspace_() : nullptr;
        if (workspace != nullptr && (*self)->imports_.contains(id)) {
            (*self)->preview(*workspace, id, formats::table_of(std::move(answer)));
        }
    });
}

void Importing::preview(Workspace& workspace, RequestId id, Result<formats::Table> table) {
    ImportPreview preview;
    preview.id = id;
    if (!table) {
        preview.error = table.error().message;
        imports_.erase(id);
        send_(preview);
        return;
    }
    Import& import = imports_[id];
    import.table = *std::move(table);
    if (import.table.sheets.size() < 2) {
        import.file = {};
    }
    import.mapping = store::propose_mapping(workspace.catalogue, *import.type, import.table.columns);
    preview.encoding = import.table.encoding;
    preview.delimiter = import.table.delimiter;
    preview.sheets = import.table.sheets;
    preview.sheet = import.table.sheet;
    preview.columns = import.table.columns;
    preview.mapping = import.mapping;
    preview.row_count = import.table.rows.count();
    for (formats::TableRow& row : import.table.rows.first(preview_rows)) {
        preview.sample.push_back(std::move(row.cells));
    }
    const auto duplicates = store::count_duplicates(workspace.store, *import.type, import.table.rows, import.mapping);
    if (duplicates) {
        preview.duplicate_count = *duplicates;
    } else {
        preview.error = duplicates.error().message;
    }
    send_(preview);
}

void Importing::run(Workspace& workspace, const ImportRun& request) {
    const auto found = imports_.find(request.id);
    if (found == imports_.end() || found->second.plan) {
        return;
    }
    Import& import = found->second;
    import.mapping = request.mapping;
    import.duplicates = request.duplicates;
    import.is_trial = request.is_trial;
    if (std::ranges::all_of(import.mapping, [](model::FieldId field) { return field == 0; })) {
        return fail(request.id, import, {Text::no_columns_mapped, {}});
    }
    start(workspace, request.id, import, import.table.rows);
}

void Importing::fix(Workspace& workspace, const ImportFix& request) {
    const auto found = imports_.find(request.id);
    if (found == imports_.end() || found->second.plan) {
        return;
    }
    Import& import = found->second;
    import.is_trial = false;
    import.corrected = {};
    for (std::size_t i = 0; i < request.rows.size(); ++i) {
        const std::uint32_t line = i < request.lines.size() ? request.lines[i] : 0;
        import.corrected.add({line, request.rows[i]});
    }
    start(workspace, request.id, import, import.corrected);
}

void Importing::start(Workspace& workspace, RequestId id, Import& import, const formats::PackedRows& rows) {
    if (!model::may(workspace.account.actor(), model::Action::import, *import.type)) {
        return fail(id, import, {Text::may_not_create, {argument("type", import.type->title)}});
    }
    import.plan.emplace(workspace.store, *import.type, rows, import.mapping, duplicates_of(import.duplicates),
                        workspace.clock, workspace.random);
    send_(ImportProgress{id, 0, static_cast<std::uint32_t>(import.plan->total())});
}

void Importing::cancel(RequestId id) {
    imports_.erase(id);
    ImportDone done;
    done.id = id;
    done.cancelled = true;
    send_(done);
}

void Importing::cancel_all() {
    while (!imports_.empty()) {
        cancel(imports_.begin()->first);
    }
}

bool Importing::is_busy() const {
    return std::ranges::any_of(imports_, [](const auto& each) { return each.second.plan.has_value(); });
}

bool Importing::is_writing() const {
    return std::ranges::any_of(imports_, [](const auto& each) { return each.second.writing != nullptr; });
}

bool Importing::tick(Workspace& workspace) {
    // Before another one is looked at, whose rows are compared with what is written.
    auto chosen = std::ranges::find_if(imports_, [](const auto& each) { return each.second.writing != nullptr; });
    if (chosen == imports_.end()) {
        chosen = std::ranges::find_if(imports_, [](const auto& each) { return each.second.plan.has_value(); });
    }
    if (chosen == imports_.end()) {
        return false;
    }
    auto& [id, import] = *chosen;
    const Result<bool> saved = import.writing ? write_piece(workspace, id, import) : check_rows(workspace, id, import);
    if (!saved) {
        fail(id, import, saved.error().message);
    }
    return saved && *saved;
}

Result<bool> Importing::check_rows(Workspace& workspace, RequestId id, Import& import) {
    const bool has_more = TRY(import.plan->step(import_rows_per_slice));
    if (import.is_trial) {
        import.plan->changes().clear();
    }
    send_(ImportProgress{id, static_cast<std::uint32_t>(import.plan->done()),
                         static_cast<std::uint32_t>(import.plan->total()), false});
    if (has_more) {
        return false;
    }
    if (import.plan->changes().empty()) {
        finish(id, import, {});
        return false;
    }
    TRY(begin_writing(workspace, import));
    return write_piece(workspace, id, import);  // of a small one, all there is
}

Result<void> Importing::begin_writing(Workspace& workspace, Import& import) {
    Draft head{.intent = model::Intent::import, .changes = {}};
    head.base = TRY(meta_number(workspace.store, meta_key::cursor));
    if (import.plan->merged() > 0) {  // Only then do changes of a record stand apart.
        gather_by_record(import.plan->changes());
    }
    const std::size_t record_count = count_records(import.plan->changes());
    const bool is_large = record_count > records_per_piece;
    const Instant now = workspace.clock.now();
    Writing begun = TRY(Writing::begin(workspace, head, now, is_large ? Writing::Size::large : Writing::Size::usual));
    import.writing = std::make_unique<OpenWriting>(workspace, now, std::move(begun));
    import.writing->total = static_cast<std::uint32_t>(record_count);
    return {};
}

// True: it was the last one, and the transaction is saved.
Result<bool> Importing::write_piece(Workspace& workspace, RequestId id, Import& import) {
    OpenWriting& open = *import.writing;
    std::deque<model::Change>& changes = import.plan->changes();
    Written written;
    Draft piece{.intent = model::Intent::import, .changes = take_records(changes, records_per_piece)};
    Prepared prepared = TRY(prepare(workspace, std::move(piece), open.now, open.numbers, written));
    if (!written.issues.empty()) {
        return Error{Fault::invalid_input, written.issues.front().message, "import"};
    }
    TRY(open.writing.add(std::move(prepared)));
    open.done = std::min(open.total, open.done + static_cast<std::uint32_t>(records_per_piece));
    send_(ImportProgress{id, open.done, open.total, true});
    if (!changes.empty()) {
        return false;
    }
    if (open.writing.change_count() > 0) {  // Otherwise all of them already said what the file says.
        TRY(open.writing.finish(open.numbers, 0, written));
    }
    ImportDone done;
    done.counter = written.counter;
    finish(id, import, done);
    return done.counter != 0;
}

void Importing::finish(RequestId id, Import& import, ImportDone done) {
    done.id = id;
    done.is_trial = import.is_trial;
    done.bad = bad_rows_of(*import.plan);
    done.skipped = import.plan->skipped();
    done.created = import.plan->created();
    done.merged = import.plan->merged();
    import.writing.reset();
    import.plan.reset();
    if (!import.is_trial) {
        import.table.rows = {};  // What is left are corrections, which come with their cells.
        import.file = {};
    }
    send_(done);
}

void Importing::fail(RequestId id, Import& import, Message error) {
    ImportDone done;
    done.id = id;
    done.error = std::move(error);
    if (import.plan) {
        done.bad = bad_rows_of(*import.plan);
        done.skipped = import.plan->skipped();
    }
    import.writing.reset();
    import.plan.reset();
    send_(done);
}

}  // namespace xingke::client
