// The device's database: one table per record type, made from the catalogue and migrated when it changes; reading and
// writing of records; queries; search. Knows nothing of networks or screens. One Store per database, one thread.
//
// Tables (named by record type, columns by field name; both may be renamed by a later catalogue, identity is the id):
//   <type>            _id BLOB PRIMARY KEY, _life, _seq (newest field seq), _ver BLOB (packed field id → seq),
//                     _ext BLOB (fields this version does not know), _new (counter of the local transaction that made
//                     it, NULL once the server has it), _pending (count of its fields with unsettled local changes),
//                     then one column per field.
//   catalogue_type, catalogue_field   what the tables were made from, so that the next start can compare.
//   meta              key → value: cursor, epoch, device, session …
//   unknown_record    records of types this version does not know, packed whole.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/base/result.h"
#include "app/base/sqlite.h"
#include "app/model/catalogue.h"
#include "app/model/expression_evaluate.h"
#include "app/model/query.h"
#include "app/model/record.h"

namespace xingke::store {

using FieldWrite = std::pair<model::FieldId, model::FieldState>;

struct SearchHit {
    RecordId record;
    model::TypeId type = 0;
    std::string label;
    std::string excerpt;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> highlights;  // byte ranges of `label`
};

class Store {
public:
    // Opens or creates, then brings the tables to `catalogue` in one transaction. Faults: storage, storage_full,
    // unsupported (the database was written by a newer version of the app: it is left untouched).
    static Result<std::unique_ptr<Store>> open(const std::string& name, const OpenOptions& options,
                                               const model::Catalogue& catalogue);
    // The same on a database that is open already; close() gives it back, to be opened with another catalogue.
    static Result<std::unique_ptr<Store>> open(Database database, const model::Catalogue& catalogue);
    static Database close(std::unique_ptr<Store> store);
    ~Store();

    Database& database();
    const model::Catalogue& catalogue() const;

    // --- records: inside a Transaction of the caller, so that log, history and search change with them ---
    Result<std::optional<model::Record>> read(model::TypeId type, RecordId record);
    // Sets these fields (creating the row when there is none) and their seq, and keeps the search index in step.
    // Fields and types that the catalogue does not know are kept packed.
    Result<void> write(model::TypeId type, RecordId record, std::span<const FieldWrite> fields);
    // A record that is not here yet, whole, made by local transaction `counter`: the same as write() and set_new(), for
    // a type that the catalogue knows.
    Result<void> create(const model::Record& record, std::uint64_t counter);
    // The row is gone, as if it had never been on this device.
    Result<void> erase(model::TypeId type, RecordId record);
    // Bookkeeping of unsettled local changes: who made the row (0 = known to the server), and how many fields wait.
    Result<void> set_new(model::TypeId type, RecordId record, std::uint64_t counter);
    Result<void> add_pending(model::TypeId type, RecordId record, int delta);
    // Text of the label field; empty when the record is not here.
    Result<std::string> label(model::TypeId type, RecordId record);
    // Of what a field's value refers to; several labels with model::label_separator between them.
    Result<std::string> label_of(const model::Field& field, const model::Value& value);
    Result<std::string> label(std::string_view type_name, RecordId record);

    // --- meta ---
    Result<std::optional<std::string>> meta(std::string_view key);
    Result<void> set_meta(std::string_view key, std::string_view value);
    Result<void> remove_meta(std::string_view key);

    // --- queries: `context` says who asks and when, for their conditions ---
    Result<model::Page> page(const model::Query& query, const model::ExpressionContext& context = {});
    // Makes the order of a query ready before somebody asks for it, a slice of rows per call: page() in that order, and
    // in the opposite one, then costs the same from the first time on. True: there is more to do. To be called between
    // transactions. Where the order needs no making, and for queries whose conditions ask for more than the record, it
    // does nothing.
    Result<bool> prepare_order(const model::Query& query);
    Result<std::int64_t> count(const model::Query& query, const model::ExpressionContext& context = {});
    // Months, quarters and years of times are those of the context's offset from UTC. Faults: invalid_input, too, where
    // a field cannot be grouped or measured like that.
    Result<model::Groups> groups(const model::GroupQuery& query, const model::ExpressionContext& context = {});
    // Types whose rows the query reads (the type itself and those its references show): when one changes, ask again.
    std::vector<model::TypeId> reads(const model::Query& query) const;
    std::vector<model::TypeId> reads(const model::GroupQuery& query) const;
    // Across all types: any word of `words` in names, phones, addresses, notes; one and two characters of Chinese,
    // pinyin and initials of names, digits anywhere in a number. Best first (search.h). An excerpt's field is named in
    // `language`.
    Result<std::vector<SearchHit>> search(std::string_view words, int count_max, Language language = Language::chinese);
    // Living records whose field equals `value` after folding (duplicate check).
    Result<std::vector<RecordId>> find_equal(model::TypeId type, model::FieldId field, std::string_view value);

    // For thousands of writes in one transaction: the search index of new records is put off (these two inside of it),
    // and more pages in memory (until keep_pages() is told the usual again, after the transaction's end, however it
    // ended).
    Result<void> enter_bulk();
    Result<void> leave_bulk();
    // A slice of what was put off, between transactions. True: there is more to do. Until then search() looks through
    // what is left, and finds the same.
    Result<bool> index_more();
    enum class Pages : std::uint8_t { usual, many };
    Result<void> keep_pages(Pages pages);

    // Types written since the last call: what live queries are re-run by.
    std::vector<model::TypeId> take_changed_types();

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::store
