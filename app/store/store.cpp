#include "app/store/store.h"

#include <algorithm>
#include <map>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/model/expression_check.h"
#include "app/model/validate.h"
#include "app/store/expression_sql.h"
#include "app/store/group_sql.h"
#include "app/store/migrate.h"
#include "app/store/query_sql.h"
#include "app/store/records.h"
#include "app/store/row_orders.h"
#include "app/store/search.h"
#include "app/store/search_index.h"

namespace xingke::store {

struct Store::Impl {
    Database database;
    const model::Catalogue& catalogue;
    Tables tables;
    std::vector<model::TypeId> changed_types;
    RowOrders orders;
    std::int64_t indexed_row = every_row;  // while thousands of records are written
    bool may_be_unindexed = true;          // something was put off, perhaps before this start
    // The order that was last asked for without one that was made.
    std::vector<model::Sort> directly_sorted;
    model::TypeId directly_typed = 0;

    Impl(Database opened, const model::Catalogue& known)
        : database(std::move(opened)), catalogue(known), tables(known) {}

    void note_change(model::TypeId type) {
        if (std::ranges::find(changed_types, type) == changed_types.end()) {
            changed_types.push_back(type);
        }
    }

    // For the orders: the record's row, as long as it has one, and whether its label may be another now.
    Result<void> note_row(const TypeTable& table, RecordId record, bool label_changes) {
        if (label_changes) {
            orders.note_label(table.type->id);
        }
        if (orders.has_type(table.type->id)) {
            Statement row = database.prepare("SELECT rowid FROM " + table.name + " WHERE _id = ?1");
            row.bind(1, record);
            if (TRY(row.step())) {
                orders.note_row(table.type->id, row.integer(0));
            }
        }
        return {};
    }

    Result<const TypeTable*> table_of(const model::Query& query) const {
        const TypeTable* const table = tables.find(query.type);
        if (table == nullptr) {
            return Error{Fault::invalid_input, {Text::unknown_type, {}}, "query of type " + std::to_string(query.type)};
        }
        for (const model::Expression& condition : query.conditions) {
            TRY(model::check_gives(model::ExpressionKind::yes_no, condition, *table->type, catalogue));
        }
        return table;
    }

    // The first windows: through an index, or, the first time, by looking through all rows for the first few. The
    // second time the order is worth making.
    bool is_cheap_directly(const TypeTable& table, const model::Query& query) {
        if (has_index_order(table, query)) {
            return true;
        }
        const bool is_all = !is_narrowed(query);
        const bool is_second = directly_sorted == query.sorts && directly_typed == query.type;
        directly_sorted = query.sorts;
        directly_typed = query.type;
        return is_all && !is_second;
    }

    // The row's bookkeeping lies under the same column names in both kinds of table.
    Statement prepare_bookkeeping(std::string_view assignment, model::TypeId type, RecordId record) {
        const TypeTable* const table = tables.find(type);
        const std::string set = " SET " + std::string(assignment);
        if (table != nullptr) {
            Statement statement = database.prepare("UPDATE " + table->name + set + " WHERE _id = ?1");
            statement.bind(1, record);
            return statement;
        }
        Statement statement = database.prepare("UPDATE unknown_record" + set + " WHERE type = ?3 AND id = ?1");
        statement.bind(1, record).bind(3, type);
        return statement;
    }
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& name, const OpenOptions& options,
                                           const model::Catalogue& catalogue) {
    return open(TRY(Database::open(name, options)), catalogue);
}

Database Store::close(std::unique_ptr<Store> store) {
    return std::move(store->impl_->database);
}

Result<std::unique_ptr<Store>> Store::open(Database database, const model::Catalogue& catalogue) {
    auto impl = std::make_unique<Impl>(std::move(database), catalogue);
    TRY(migrate(impl->database, catalogue, impl->tables));
    TRY(add_expression_functions(impl->database));
    TRY(add_group_functions(impl->database));
    return std::unique_ptr<Store>(new Store(std::move(impl)));
}

Database& Store::database() {
    return impl_->database;
}

const model::Catalogue& Store::catalogue() const {
    return impl_->catalogue;
}

// --- records
// ----------------------------------------------------------------------------------------------------------

Result<std::optional<model::Record>> Store::read(model::TypeId type, RecordId record) {
    const TypeTable* const table = impl_->tables.find(type);
    return table != nullptr ? read_record(impl_->database, *table, record)
                            : read_unknown(impl_->database, type, record);
}

Result<void> Store::write(model::TypeId type, RecordId record, std::span<const FieldWrite> fields) {
    impl_->note_change(type);
    const TypeTable* const table = impl_->tables.find(type);
    if (table == nullptr) {
        return write_unknown(impl_->database, type, record, fields);
    }
    TRY(write_record(impl_->database, *table, record, fields));
    const bool label_changes = table->label != nullptr && std::ranges::any_of(fields, [&](const FieldWrite& write) {
                                   return write.first == table->label->id;
                               });
    return impl_->note_row(*table, record, label_changes);
}

Result<void> Store::create(const model::Record& record, std::uint64_t counter) {
    impl_->note_change(record.type);
    const TypeTable* const table = impl_->tables.find(record.type);
    CHECK(table != nullptr, "only records of known types are made here");
    const bool is_put_off = impl_->may_be_unindexed && impl_->indexed_row == every_row;
    const std::int64_t indexed = is_put_off ? TRY(indexed_row(impl_->database)) : impl_->indexed_row;
    const std::int64_t row = TRY(create_record(impl_->database, *table, record, counter, indexed));
    if (table->label != nullptr) {
        impl_->orders.note_label(record.type);
    }
    if (impl_->orders.has_type(record.type)) {
        impl_->orders.note_row(record.type, row);
    }
    return {};
}

Result<void> Store::erase(model::TypeId type, RecordId record) {
    impl_->note_change(type);
    const TypeTable* const table = impl_->tables.find(type);
    if (table == nullptr) {
        return erase_unknown(impl_->database, type, record);
    }
    TRY(impl_->note_row(*table, record, true));
    return erase_record(impl_->database, *table, record);
}

Result<void> Store::set_new(model::TypeId type, RecordId record, std::uint64_t counter) {
    impl_->note_change(type);
    Statement statement = impl_->prepare_bookkeeping("_new = ?2", type, record);
    if (counter != 0) {
        statement.bind(2, counter);
    }
    return statement.run();
}

Result<void> Store::add_pending(model::TypeId type, RecordId record, int delta) {
    impl_->note_change(type);
    return impl_->prepare_bookkeeping("_pending = max(0, _pending + ?2)", type, record).bind(2, delta).run();
}

Result<std::string> Store::label(model::TypeId type, RecordId record) {
    const TypeTable* const table = impl_->tables.find(type);
    if (table == nullptr || table->label == nullptr) {
        return std::string();
    }
    Statement row =
        impl_->database.prepare("SELECT " + table->label->name + " FROM " + table->name + " WHERE _id = ?1");
    row.bind(1, record);
    return TRY(row.step()) ? std::string(row.text(0)) : std::string();
}

Result<std::string> Store::label(std::string_view type_name, RecordId record) {
    const TypeTable* const table = impl_->tables.find(type_name);
    return table != nullptr ? label(table->type->id, record) : Result<std::string>(std::string());
}

Result<std::string> Store::label_of(const model::Field& field, const model::Value& value) {
    const std::string_view referred = model::type_referred_to(field.kind);
    const auto* one = std::get_if<RecordId>(&value);
    const auto* several = std::get_if<model::Elements>(&value);
    if (referred.empty() || (one == nullptr && several == nullptr)) {
        return std::string();
    }
    if (one != nullptr) {
        return label(referred, *one);
    }
    std::string labels;
    for (std::size_t i = 0; i < several->size(); ++i) {
        labels += i == 0 ? "" : std::string(1, model::label_separator);
        if (const auto id = parse_id<RecordTag>((*several)[i])) {
            labels += TRY(label(referred, *id));
        }
    }
    return labels;
}

// --- meta
// -------------------------------------------------------------------------------------------------------------

Result<std::optional<std::string>> Store::meta(std::string_view key) {
    Statement row = impl_->database.prepare("SELECT value FROM meta WHERE key = ?1");
    row.bind(1, key);
    return TRY(row.step()) ? std::optional(std::string(row.text(0))) : std::nullopt;
}

Result<void> Store::set_meta(std::string_view key, std::string_view value) {
    return impl_->database.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)")
        .bind(1, key)
        .bind(2, value)
        .run();
}

Result<void> Store::remove_meta(std::string_view key) {
    return impl_->database.prepare("DELETE FROM meta WHERE key = ?1").bind(1, key).run();
}

// --- queries
// ------------------------------------------------------------------------------------------------------------

Result<std::int64_t> Store::count(const model::Query& query, const model::ExpressionContext& context) {
    const TypeTable* const table = TRY(impl_->table_of(query));
    const SqlText sql = TRY(count_sql(impl_->tables, *table, query, context));
    Statement row = sql.prepare(impl_->database);
    TRY(row.step());
    return row.integer(0);
}

namespace {

// The indexes by name, by pinyin and of the search are written all over: with less, 100,000 new records push their
// pages out and fetch them again many times each.
constexpr std::int64_t bulk_cache_bytes = 64 << 20;

// Some 20 ms in a browser.
constexpr std::int64_t indexed_rows_per_slice = 500;

// A window this near to the beginning is read through the index, if there is one for its order.
constexpr std::int64_t near_row_count = 1'000;

// A set of records has no join; their labels are looked up one by one, each only once for the page.
Result<void> add_labels_of_sets(Store& store, const PageSql& sql, model::Page& page) {
    for (std::size_t i = 0; i < sql.fields.size(); ++i) {
        if (sql.fields[i] == nullptr || !model::refers_to_several(sql.fields[i]->field->kind)) {
            continue;
        }
        std::map<model::Value, std::string> known;
        for (model::Row& row : page.rows) {
            const auto [entry, is_new] = known.try_emplace(row.values[i]);
            if (is_new) {
                entry->second = TRY(store.label_of(*sql.fields[i]->field, row.values[i]));
            }
            row.labels[i] = entry->second;
        }
    }
    return {};
}

Result<void> append_rows(Statement& statement, const PageSql& sql, model::Page& page) {
    while (TRY(statement.step())) {
        model::Row& row = page.rows.emplace_back();
        row.id = statement.id<RecordTag>(0);
        row.is_pending = statement.integer(1) != 0;
        int index = 1;
        for (const Column* const column : sql.fields) {
            row.values.push_back(column == nullptr ? model::Value() : column_value(statement, ++index, column->form));
        }
        for (const bool has_label : sql.has_label) {
            row.labels.emplace_back(has_label ? statement.text(++index) : std::string_view());
        }
    }
    return {};
}

}  // namespace

Result<model::Page> Store::page(const model::Query& query, const model::ExpressionContext& context) {
    const TypeTable* const table = TRY(impl_->table_of(query));
    model::Page page{.first = std::max<std::int64_t>(query.first, 0)};
    const std::int64_t count = std::clamp<std::int64_t>(query.count, 0, model::window_rows_max);
    const bool is_near = page.first + count <= near_row_count && impl_->is_cheap_directly(*table, query);
    const bool must_be_direct = impl_->database.in_transaction() || !may_be_kept(query);
    if (must_be_direct || ((is_near || count == 0) && !impl_->orders.is_ready(query))) {
        page.total = TRY(this->count(query, context));
        const PageSql sql = TRY(page_sql(impl_->tables, *table, query, context));
        Statement statement = sql.sql.prepare(impl_->database);
        TRY(append_rows(statement, sql, page));
        TRY(add_labels_of_sets(*this, sql, page));
        return page;
    }
    const auto rows = TRY(impl_->orders.rows(impl_->database, impl_->tables, *table, query));
    page.total = static_cast<std::int64_t>(rows.numbers.size());
    const PageSql sql = row_sql(impl_->tables, *table, query);
    Statement statement = sql.sql.prepare(impl_->database);
    for (std::int64_t at = page.first; at < std::min(page.first + count, page.total); ++at) {
        statement.reset();
        statement.bind(1, rows.at(at));
        TRY(append_rows(statement, sql, page));
    }
    TRY(add_labels_of_sets(*this, sql, page));
    return page;
}

Result<bool> Store::prepare_order(const model::Query& query) {
    const TypeTable* const table = impl_->tables.find(query.type);
    if (table == nullptr || !may_be_kept(query) || impl_->database.in_transaction()) {
        return false;
    }
    return impl_->orders.prepare(impl_->database, impl_->tables, *table, query);
}

Result<model::Groups> Store::groups(const model::GroupQuery& query, const model::ExpressionContext& context) {
    const TypeTable* const table = TRY(impl_->table_of(query.query));
    return read_groups(impl_->database, impl_->tables, *table, query, context);
}

namespace {

// A condition may look at records of any type.
std::vector<model::TypeId> all_types(const model::Catalogue& catalogue) {
    std::vector<model::TypeId> types;
    for (const model::RecordType& type : catalogue.types()) {
        types.push_back(type.id);
    }
    return types;
}

}  // namespace

std::vector<model::TypeId> Store::reads(const model::GroupQuery& query) const {
    model::Query shown = query.query;
    shown.sorts.clear();
    shown.fields = {model::life_field};  // none that has a label
    for (const model::GroupBy& by : query.by) {
        shown.fields.push_back(by.field);
    }
    return reads(shown);
}

std::vector<model::TypeId> Store::reads(const model::Query& query) const {
    if (!may_be_kept(query)) {
        return all_types(impl_->catalogue);
    }
    std::vector<model::TypeId> types = {query.type};
    const TypeTable* const table = impl_->tables.find(query.type);
    if (table == nullptr) {
        return types;
    }
    const auto add = [&](const Column& column) {
        const std::string_view name = model::type_referred_to(column.field->kind);
        const TypeTable* const referred = name.empty() ? nullptr : impl_->tables.find(name);
        if (referred != nullptr && std::ranges::find(types, referred->type->id) == types.end()) {
            types.push_back(referred->type->id);
        }
    };
    for (const Column& column : table->columns) {
        const bool is_shown = query.fields.empty() || std::ranges::find(query.fields, column.id) != query.fields.end();
        if (is_shown || std::ranges::find(query.sorts, column.id, &model::Sort::field) != query.sorts.end()) {
            add(column);
        }
    }
    return types;
}

Result<std::vector<SearchHit>> Store::search(std::string_view words, int count_max, Language language) {
    return search_records(impl_->database, impl_->tables, words, count_max, language);
}

Result<std::vector<RecordId>> Store::find_equal(model::TypeId type, model::FieldId field, std::string_view value) {
    std::vector<RecordId> found;
    const TypeTable* const table = impl_->tables.find(type);
    const Column* const column = table == nullptr ? nullptr : table->find(field);
    if (column == nullptr || column->form != Form::text) {
        return found;
    }
    Statement row = impl_->database.prepare("SELECT _id FROM " + table->name + " WHERE xingke_fold(" + column->name +
                                            ") = ?1 AND " + std::string(is_alive_sql) + " ORDER BY _id");
    row.bind(1, fold(value));
    while (TRY(row.step())) {
        found.push_back(row.id<RecordTag>(0));
    }
    return found;
}

Result<void> Store::enter_bulk() {
    TRY(enter_bulk_search(impl_->database));
    impl_->indexed_row = TRY(indexed_row(impl_->database));
    impl_->may_be_unindexed = true;
    return {};
}

Result<void> Store::leave_bulk() {
    impl_->indexed_row = every_row;
    return leave_bulk_search(impl_->database);
}

Result<bool> Store::index_more() {
    if (!impl_->may_be_unindexed || impl_->database.in_transaction()) {
        return false;
    }
    if (TRY(indexed_row(impl_->database)) != every_row &&
        TRY(store::index_more(impl_->database, indexed_rows_per_slice))) {
        return true;
    }
    impl_->may_be_unindexed = false;
    return false;
}

Result<void> Store::keep_pages(Pages pages) {
    impl_->indexed_row = pages == Pages::usual ? every_row : impl_->indexed_row;
    return impl_->database.keep_pages(pages == Pages::many ? bulk_cache_bytes : OpenOptions{}.cache_bytes);
}

std::vector<model::TypeId> Store::take_changed_types() {
    return std::exchange(impl_->changed_types, {});
}

}  // namespace xingke::store
