#include "app/model/conversion.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/base/text.h"

namespace xingke::model {
namespace {

constexpr std::size_t name_characters_max = 50;

const Field& field_named(const RecordType& type, std::string_view name) {
    const Field* field = find_field(type, name);
    CHECK(field != nullptr, "the catalogue declares what is converted");
    return *field;
}

const RecordType& type_named(const Catalogue& catalogue, std::string_view name) {
    const RecordType* type = catalogue.find(name);
    CHECK(type != nullptr, "the catalogue declares what is converted");
    return *type;
}

// Writes the changes of one record; what is empty is left out.
class Maker {
public:
    Maker(std::vector<Change>& changes, const RecordType& type, RecordId id)
        : changes_(changes), type_(type), id_(id) {}

    void begin() { changes_.push_back({id_, type_.id, life_field, Operation::set, std::int64_t{1}}); }
    void set(std::string_view field, Value value) {
        if (!is_empty(value)) {
            changes_.push_back({id_, type_.id, field_named(type_, field).id, Operation::set, std::move(value)});
        }
    }

private:
    std::vector<Change>& changes_;
    const RecordType& type_;
    RecordId id_;
};

std::string text_of(const RecordType& type, const Record& record, std::string_view field) {
    const auto* text = std::get_if<std::string>(&value_of(record, field_named(type, field).id));
    return text == nullptr ? std::string() : *text;
}

// A lead has more sources than a customer and an opportunity.
std::string source_of(const RecordType& to, std::string_view field, const std::string& source) {
    const auto& options = std::get<kind::Choice>(field_named(to, field).kind).options;
    const bool is_known = std::ranges::find(options, source, &Option::key) != options.end();
    return is_known || source.empty() ? source : "other";
}

Date months_later(Date date, int months) {
    const int month = date.year * 12 + date.month - 1 + months;
    const Date first{month / 12, month % 12 + 1, 1};
    const Date next{(month + 1) / 12, (month + 1) % 12 + 1, 1};
    const auto days_in_month = static_cast<int>(days_since_epoch(next) - days_since_epoch(first));
    return {first.year, first.month, std::min<int>(date.day, days_in_month)};
}

}  // namespace

std::string customer_name_of(const Catalogue& catalogue, const Record& lead) {
    const RecordType& type = type_named(catalogue, "lead");
    for (const char* field : {"company", "contact_name", "name"}) {
        if (const std::string name = text_of(type, lead, field); !name.empty()) {
            return std::string(first_characters(name, name_characters_max));
        }
    }
    return {};
}

std::vector<Change> changes_of_conversion(const Catalogue& catalogue, const Record& lead,
                                          const LeadConversion& conversion, const MakeRecordId& make_id) {
    const RecordType& type = type_named(catalogue, "lead");
    const Value& owner = value_of(lead, common_field::owner);
    const std::string source = text_of(type, lead, "source"), needs = text_of(type, lead, "needs");
    std::vector<Change> changes;
    const RecordId customer = conversion.customer.value_or(conversion.customer ? RecordId{} : make_id());
    if (!conversion.customer) {
        const RecordType& customers = type_named(catalogue, "customer");
        Maker made(changes, customers, customer);
        made.begin();
        made.set("name", customer_name_of(catalogue, lead));
        made.set("info_source", source_of(customers, "info_source", source));
        made.set("remark", needs);
        made.set("owner", owner);
    }
    Maker converted(changes, type, lead.id);
    converted.set("customer", customer);
    Value contact;
    if (const std::string name = text_of(type, lead, "contact_name"); !name.empty()) {
        const RecordId id = make_id();
        contact = id;
        Maker made(changes, type_named(catalogue, "contact"), id);
        made.begin();
        made.set("customer", customer);
        made.set("name", name);
        made.set("mobile", text_of(type, lead, "mobile"));
        made.set("email", text_of(type, lead, "email"));
        made.set("is_primary", conversion.customer ? Value() : Value(true));
        made.set("owner", owner);
        converted.set("contact", id);
    }
    if (conversion.makes_opportunity) {
        const RecordType& opportunities = type_named(catalogue, "opportunity");
        const RecordId id = make_id();
        Maker made(changes, opportunities, id);
        made.begin();
        made.set("name", text_of(type, lead, "name"));
        made.set("customer", customer);
        made.set("contact", contact);
        made.set("status", std::string("open"));
        made.set("win_rate", std::int64_t{1'000});
        made.set("source", source_of(opportunities, "source", source));
        made.set("remark", needs);
        made.set("owner", owner);
        converted.set("opportunity", id);
    }
    return changes;
}

std::vector<Instalment> instalments_of(const InstalmentPlan& plan) {
    std::vector<Instalment> instalments;
    const std::int64_t part = plan.count < 1 ? 0 : plan.amount / plan.count;
    for (int i = 0; i < plan.count; ++i) {
        const bool is_last = i + 1 == plan.count;
        instalments.push_back(
            {is_last ? plan.amount - part * i : part, months_later(plan.first_due, i * plan.months_between)});
    }
    return instalments;
}

std::vector<Change> changes_of_plan(const Catalogue& catalogue, const Record& contract, const InstalmentPlan& plan,
                                    const MakeRecordId& make_id) {
    const RecordType& contracts = type_named(catalogue, "contract");
    std::vector<Change> changes;
    for (const Instalment& instalment : instalments_of(plan)) {
        Maker made(changes, type_named(catalogue, "receivable"), make_id());
        made.begin();
        made.set("customer", value_of(contract, field_named(contracts, "customer").id));
        made.set("contract", contract.id);
        made.set("amount", instalment.amount);
        made.set("due", days_since_epoch(instalment.due));
        made.set("owner", value_of(contract, common_field::owner));
    }
    return changes;
}

std::vector<std::pair<FieldId, Value>> carried_over(const Catalogue& catalogue, const Record& record,
                                                    const Successor& successor) {
    const RecordType *from = catalogue.find(record.type), *to = catalogue.find(successor.type);
    std::vector<std::pair<FieldId, Value>> values;
    if (from == nullptr || to == nullptr) {
        return values;
    }
    for (const auto& [own, theirs] : successor.fields) {
        if (const Value& value = value_of(record, field_named(*from, own).id); !is_empty(value)) {
            values.emplace_back(field_named(*to, theirs).id, value);
        }
    }
    values.emplace_back(field_named(*to, successor.link).id, record.id);
    return values;
}

std::vector<Change> carried_lines(const Catalogue& catalogue, const std::vector<Record>& lines,
                                  const Successor& successor, RecordId new_record, const MakeRecordId& make_id) {
    const RecordType *from = catalogue.find(successor.lines), *to = catalogue.find(successor.new_lines);
    std::vector<Change> changes;
    for (const Record& line : from == nullptr || to == nullptr ? std::vector<Record>() : lines) {
        Maker made(changes, *to, make_id());
        made.begin();
        made.set(parent_field(*to)->name, new_record);
        for (const auto& [own, theirs] : successor.line_fields) {
            made.set(theirs, value_of(line, field_named(*from, own).id));
        }
    }
    return changes;
}

}  // namespace xingke::model
