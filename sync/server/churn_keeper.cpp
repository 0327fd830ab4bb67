#include "sync/server/churn_keeper.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/base/date.h"
#include "app/model/pool.h"
#include "sync/server/admin.h"
#include "sync/server/commit.h"
#include "sync/server/limits.h"
#include "sync/server/sight.h"

namespace xingke::server {
namespace {

constexpr std::int64_t contact_days_max = 30, turnover_percent_min = 50;
// What a customer's level depends on; what else is a follow-up moves the customer's own last follow-up.
constexpr std::array watched_types = {"customer", "payment", "complaint"};

std::int64_t day_of(Instant at) {
    return model::local_day(at, model::Catalogue::utc_offset_minutes);
}

// Null: the type has no such field, or nothing stands in it.
template <class T>
const T* value_in(const model::RecordType& type, const model::Record& record, std::string_view field) {
    const model::Field* declared = model::find_field(type, field);
    return declared == nullptr ? nullptr : std::get_if<T>(&model::value_of(record, declared->id));
}

bool has_key(const model::RecordType& type, const model::Record& record, std::string_view field, std::string_view key) {
    const auto* value = value_in<std::string>(type, record, field);
    return value != nullptr && *value == key;
}

struct Quarter {
    std::int64_t first = 0, next = 0;  // days
};

Quarter quarter_of(std::int64_t day) {
    const Date date = date_of_days(day);
    const int month = (date.month - 1) / 3 * 3 + 1;
    const Date next = month == 10 ? Date{date.year + 1, 1, 1} : Date{date.year, month + 3, 1};
    return {days_since_epoch({date.year, month, 1}), days_since_epoch(next)};
}

// What is known of one customer by what belongs to it.
struct Signs {
    std::int64_t this_quarter = 0, last_quarter = 0;
    bool has_serious_complaint = false;
};

void take(const model::RecordType& type, const model::Record& record, std::int64_t today, Signs& signs) {
    if (type.name == "complaint") {
        signs.has_serious_complaint = signs.has_serious_complaint || (has_key(type, record, "severity", "serious") &&
                                                                      !has_key(type, record, "state", "closed"));
        return;
    }
    const auto* amount = value_in<std::int64_t>(type, record, "amount");
    const auto* paid_on = value_in<std::int64_t>(type, record, "paid_on");
    if (type.name != "payment" || amount == nullptr || paid_on == nullptr ||
        has_key(type, record, "state", "rejected")) {
        return;
    }
    const Quarter present = quarter_of(today), last = quarter_of(present.first - 1);
    if (*paid_on >= present.first && *paid_on < present.next) {
        signs.this_quarter += *amount;
    } else if (*paid_on >= last.first && *paid_on < last.next) {
        signs.last_quarter += *amount;
    }
}

// At the beginning of a quarter nobody has paid much of it yet, so only as many days of the last one count.
bool has_fallen(const Signs& signs, std::int64_t today) {
    const Quarter present = quarter_of(today);
    const auto gone_by =
        static_cast<double>(today - present.first + 1) / static_cast<double>(present.next - present.first);
    return static_cast<double>(signs.this_quarter) <
           static_cast<double>(signs.last_quarter) * gone_by * turnover_percent_min / 100;
}

model::Elements reasons_of(const model::RecordType& type, const model::Record& customer, const Signs& signs,
                           std::int64_t today) {
    const auto ms = [&](model::FieldId field) {
        const auto* at = std::get_if<std::int64_t>(&model::value_of(customer, field));
        return at == nullptr ? std::int64_t{0} : *at;
    };
    const std::int64_t contact_ms = std::max(ms(model::pool_field::followed_at), ms(model::common_field::created));
    model::Elements reasons;
    if (has_key(type, customer, "trading_state", "stopped")) {
        reasons.push_back("stopped");
    }
    if (contact_ms != 0 && today - day_of({contact_ms}) > contact_days_max) {
        reasons.push_back("no_contact");
    }
    if (has_fallen(signs, today)) {
        reasons.push_back("turnover");
    }
    if (signs.has_serious_complaint) {
        reasons.push_back("complaint");
    }
    std::ranges::sort(reasons);
    return reasons;
}

}  // namespace

Result<bool> ChurnKeeper::run(const std::function<void(TenantId, Seq)>& committed) {
    bool has_more = false;
    for (const auto& [company, head] : TRY(storage_.heads())) {
        const Result<bool> more = keep(company, committed);
        if (!more) {
            companies_.erase(company);  // What was taken for done was not: all of it is looked at again.
            return more.error();
        }
        has_more = *more || has_more;
    }
    return has_more;
}

Result<bool> ChurnKeeper::keep(TenantId id, const std::function<void(TenantId, Seq)>& committed) {
    Company& company = companies_[id];
    {
        const auto reading = TRY(storage_.begin_read(id));
        const auto catalogue = TRY(rules_.companies->of(*reading, rules_.catalogue));
        TRY(look(*reading, *catalogue, company));
    }
    if (company.due.empty()) {
        return false;
    }
    const auto writing = TRY(storage_.begin_write(id));
    const auto catalogue = TRY(rules_.companies->of(*writing, rules_.catalogue));
    std::vector<model::Change> changes;
    for (std::size_t count = 0; count < pool_records_at_once && !company.due.empty(); ++count) {
        const RecordId customer = *company.due.begin();
        company.due.erase(company.due.begin());
        std::ranges::move(TRY(changes_of(*writing, *catalogue, customer)), std::back_inserter(changes));
    }
    if (!changes.empty()) {
        const Seq done = TRY(commit_as_server(*writing, rules_, {}, std::move(changes)));
        TRY(writing->commit());
        if (committed) {
            committed(id, done);
        }
    }
    return !company.due.empty();
}

Result<void> ChurnKeeper::look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company) {
    constexpr std::size_t page_count = 500, page_bytes = 1 << 22;
    if (company.epoch != storage.company().epoch) {
        company = {.epoch = storage.company().epoch, .read_to = {}, .day = 0, .customers = {}, .due = {}};
    }
    std::vector<model::TypeId> types;
    for (const char* name : watched_types) {
        if (const model::RecordType* type = catalogue.find(name)) {
            types.push_back(type->id);
        }
    }
    const model::RecordType* customer = catalogue.find("customer");
    if (customer == nullptr || model::find_field(*customer, "churn_risk") == nullptr) {
        return {};
    }
    while (true) {
        const auto page = TRY(storage.records_after(types, company.read_to, page_count, page_bytes));
        if (page.empty()) {
            break;
        }
        for (const StoredRecord& one : page) {
            const model::RecordType& type = *catalogue.find(one.record.type);
            const auto* parent = value_in<RecordId>(type, one.record, "customer");
            if (&type == customer) {
                company.customers.insert(one.record.id);
                company.due.insert(one.record.id);
            } else if (parent != nullptr) {
                company.due.insert(*parent);
            }
        }
        company.read_to = {page.back().row_seq, page.back().record.id};
    }
    if (const std::int64_t today = day_of(rules_.clock.now()); company.day != today) {
        company.day = today;
        company.due = company.customers;
    }
    return {};
}

// Nothing: its level is what stands there.
Result<std::vector<model::Change>> ChurnKeeper::changes_of(ReadTransaction& storage, const model::Catalogue& catalogue,
                                                           RecordId id) {
    std::vector<model::Change> changes;
    const auto record = TRY(storage.find_record(id));
    const model::RecordType& type = *catalogue.find("customer");
    if (!record || record->type != type.id || !model::is_alive(*record)) {
        return changes;
    }
    const std::int64_t today = day_of(rules_.clock.now());
    Signs signs;
    for (const RecordId& child : TRY(storage.children_of(id))) {
        const auto found = TRY(storage.find_record(child));
        const model::RecordType* of_child = found ? catalogue.find(found->type) : nullptr;
        if (of_child != nullptr && model::is_alive(*found)) {
            take(*of_child, *found, today, signs);
        }
    }
    const model::Elements reasons = reasons_of(type, *record, signs, today);
    const std::string level = reasons.empty() ? "normal" : reasons.size() == 1 ? "watch" : "alarm";
    const auto* present = value_in<std::string>(type, *record, "churn_risk");
    const auto* present_reasons = value_in<model::Elements>(type, *record, "churn_reasons");
    const bool is_as_it_was = present == nullptr ? reasons.empty() : *present == level;
    if (is_as_it_was && (present_reasons == nullptr ? reasons.empty() : *present_reasons == reasons)) {
        return changes;
    }
    changes.push_back(set_field(id, type, "churn_risk", level));
    changes.push_back(
        set_field(id, type, "churn_reasons", reasons.empty() ? model::Value(model::Empty{}) : model::Value(reasons)));
    if (level == "alarm" && !is_as_it_was) {
        TRY(tell(storage, catalogue, *record, changes));
    }
    return changes;
}

Result<void> ChurnKeeper::tell(ReadTransaction& storage, const model::Catalogue& catalogue,
                               const model::Record& customer, std::vector<model::Change>& changes) {
    const model::RecordType* type = catalogue.find("notification");
    if (type == nullptr) {
        return {};
    }
    const auto* owner = std::get_if<RecordId>(&model::value_of(customer, model::common_field::owner));
    const auto* name = value_in<std::string>(*catalogue.find("customer"), customer, "name");
    for (const Account& account : TRY(storage.accounts())) {
        const bool is_owner = owner != nullptr && *owner == account.user;
        if (account.is_disabled || (!is_owner && account.role != model::Role::manager)) {
            continue;
        }
        const Sight sight = TRY(rules_.sights->of(storage, catalogue, {account.user, account.role}));
        if (!TRY(sees(storage, sight, customer.type, customer.id))) {
            continue;
        }
        const RecordId id = make_id<RecordTag>(rules_.clock.now(), rules_.random);
        changes.push_back(begin_life(id, *type));
        const auto set = [&](std::string_view field, model::Value value) {
            changes.push_back(set_field(id, *type, field, std::move(value)));
        };
        set("recipient", account.user);
        set("owner", account.user);
        set("kind", std::string("warning"));
        set("text", std::string("客户流失预警"));
        set("text_english", std::string("A customer is at risk"));
        set("subject_type", std::int64_t{customer.type});
        set("subject", print(customer.id));
        set("subject_label", name == nullptr ? std::string() : *name);
    }
    return {};
}

}  // namespace xingke::server
