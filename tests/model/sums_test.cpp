#include "app/model/sums.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

RecordId record_id(std::uint8_t number) {
    RecordId id;
    id.bytes.back() = number;
    return id;
}

struct Books {
    Catalogue catalogue = catalogue::core();
    const RecordType& payment = *catalogue.find("payment");

    Record paid(std::int64_t amount, std::uint8_t receivable, const char* state = "registered") const {
        Record record{.id = record_id(9), .type = payment.id, .fields = {}};
        record.fields[life_field].value = std::int64_t{1};
        record.fields[find_field(payment, "amount")->id].value = amount;
        record.fields[find_field(payment, "receivable")->id].value = record_id(receivable);
        record.fields[find_field(payment, "state")->id].value = std::string(state);
        return record;
    }
    // What it does to receivables, as "1:+500 2:-500".
    std::string change(const Record* before, const Record& after) const {
        std::string text;
        for (const SumChange& each : changes_of_sums(catalogue, payment, before, after)) {
            CHECK(each.type == catalogue.find("receivable")->id);
            text += (text.empty() ? "" : " ") + std::to_string(each.record.bytes.back()) + ":" +
                    std::to_string(each.difference);
        }
        return text;
    }
};

}  // namespace

TEST_CASE("a payment adds to what was received, and what is sent back or deleted takes it away again [S02]") {
    const Books books;
    const Record hundred = books.paid(100, 1);
    CHECK(books.change(nullptr, hundred) == "1:100");
    const Record more = books.paid(160, 1);
    CHECK(books.change(&hundred, more) == "1:60");
    const Record other = books.paid(160, 2);
    CHECK(books.change(&more, other) == "1:-160 2:160");
    const Record rejected = books.paid(160, 2, "rejected");
    CHECK(books.change(&other, rejected) == "2:-160");
    CHECK(books.change(&rejected, rejected).empty());
    Record deleted = other;
    deleted.fields[life_field].value = std::int64_t{2};
    CHECK(books.change(&other, deleted) == "2:-160");
    CHECK(books.change(&deleted, other) == "2:160");
}

TEST_CASE("a sum of no field counts the records, those of which its condition holds [S13]") {
    const Catalogue catalogue = catalogue::core();
    const RecordType& measure = *catalogue.find("capa_measure");
    Record planned{.id = record_id(9), .type = measure.id, .fields = {}};
    planned.fields[life_field].value = std::int64_t{1};
    planned.fields[find_field(measure, "capa")->id].value = record_id(1);
    const auto counts = [&](const Record* before, const Record& after) {
        std::string text;
        for (const SumChange& each : changes_of_sums(catalogue, measure, before, after)) {
            text +=
                find_field(*catalogue.find(each.type), each.field)->name + ":" + std::to_string(each.difference) + " ";
        }
        return text;
    };
    CHECK(counts(nullptr, planned) == "measures:1 ");
    Record proven = planned;
    proven.fields[find_field(measure, "done_on")->id].value = std::int64_t{20'000};
    CHECK(counts(&planned, proven) == "measures_done:1 ");
    Record deleted = proven;
    deleted.fields[life_field].value = std::int64_t{2};
    CHECK(counts(&proven, deleted) == "measures:-1 measures_done:-1 ");
}

TEST_CASE("a sum that does not fit stays at the end of what does") {
    CHECK(added(Value(), 5) == Value(std::int64_t{5}));
    CHECK(added(Value(std::int64_t{7}), -9) == Value(std::int64_t{-2}));
    CHECK(added(Value(std::int64_t{INT64_MAX}), 1) == Value(std::int64_t{INT64_MAX}));
    CHECK(added(Value(std::int64_t{INT64_MIN}), -1) == Value(std::int64_t{INT64_MIN}));
}

}  // namespace xingke::model
