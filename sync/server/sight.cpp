#include "sync/server/sight.h"

#include <algorithm>
#include <set>

#include "app/model/attachment.h"
#include "app/model/sight.h"
#include "sync/server/digest.h"

namespace xingke::server {
namespace {

constexpr RecordId everybody{};
constexpr int generations_max = 8;  // that a record belongs to; no declared type comes near

protocol::Sight token_of(const Writer& writer) {
    const Digest digest = sha256(writer.bytes());
    protocol::Sight token{};
    std::copy_n(digest.begin(), token.size(), token.begin());
    return token;
}

// All that postings follow from.
void write_rules(Writer& writer, const model::Catalogue& catalogue) {
    constexpr std::uint64_t version = 2;  // of this file's own rules
    writer.varint(version);
    for (const model::RecordType& type : catalogue.types()) {
        if (model::is_for_everybody(type)) {
            continue;
        }
        writer.varint(type.id);
        writer.boolean(type.is_pooled);
        writer.boolean(type.follows_parent_only);
        const model::Field* parent = model::parent_field(type);
        writer.varint(parent != nullptr ? parent->id : 0);
        for (const model::Field& field : type.fields) {
            if (field.gives_sight) {
                writer.varint(field.id);
            }
        }
        writer.varint(0);
    }
}

protocol::Sight rules_of(const model::Catalogue& catalogue) {
    Writer writer;
    write_rules(writer, catalogue);
    return token_of(writer);
}

std::string text_of(const model::Record& record, const model::Field* field) {
    const auto* text = field != nullptr ? std::get_if<std::string>(&model::value_of(record, field->id)) : nullptr;
    return text != nullptr ? *text : "";
}

RecordId parent_of(const model::Catalogue& catalogue, const model::Record& record) {
    const model::RecordType* type = catalogue.find(record.type);
    if (type != nullptr && type->name == model::attachment_type_name) {
        return model::subject_of_attachment(record).value_or(RecordId{});
    }
    const model::Field* parent = type != nullptr ? model::parent_field(*type) : nullptr;
    const auto* id = parent != nullptr ? std::get_if<RecordId>(&model::value_of(record, parent->id)) : nullptr;
    return id != nullptr ? *id : RecordId{};
}

class Update {
public:
    Update(WriteTransaction& storage, const model::Catalogue& catalogue, Seq seq, RecordId author)
        : storage_(storage), catalogue_(catalogue), seq_(seq), author_(author) {}

    Result<void> run(std::span<const model::Record* const> records) {
        for (const model::Record* record : records) {
            if (is_posted(record->type)) {
                TRY(storage_.set_parent(record->id, parent_of(catalogue_, *record)));
            }
        }
        for (const model::Record* record : records) {
            if (is_posted(record->type)) {
                TRY(update(*record, true, 0));
            }
        }
        return {};
    }

private:
    bool is_posted(model::TypeId id) const {
        const model::RecordType* type = catalogue_.find(id);
        return type != nullptr && !model::is_for_everybody(*type);
    }

    bool is_born(const model::Record& record) const {
        const auto life = record.fields.find(model::life_field);
        return life != record.fields.end() && life->second.seq == seq_ &&
               life->second.value == model::Value(std::int64_t{1});
    }

    Result<void> update(const model::Record& record, bool is_changed, int generation) {
        std::set<RecordId> people = TRY(people_of(record));
        bool is_other = false;
        // The device of whoever made it has it, whoever it was made for.
        const bool is_authors = !author_.is_nil() && is_changed && is_born(record);
        if (is_authors && !people.contains(author_)) {
            TRY(put(author_, record, seq_, false));
        }
        for (const Posting& posting : TRY(storage_.postings_of(record.id))) {
            const bool is_seen = people.erase(posting.person) > 0;
            if (is_seen != posting.is_seen) {
                is_other = true;
                TRY(put(posting.person, record, is_seen ? seq_ : posting.since, is_seen));
            } else if (is_seen && is_changed) {
                TRY(put(posting.person, record, posting.since, true));
            }
        }
        for (const RecordId& person : people) {
            is_other = true;
            TRY(put(person, record, seq_, true));
        }
        if (!is_other || generation >= generations_max) {
            return {};
        }
        for (const RecordId& id : TRY(storage_.children_of(record.id))) {
            if (const auto child = TRY(storage_.find_record(id))) {
                TRY(update(*child, false, generation + 1));
            }
        }
        return {};
    }

    Result<std::set<RecordId>> people_of(const model::Record& record) {
        const std::vector<RecordId> named = model::people_named(*catalogue_.find(record.type), record);
        std::set<RecordId> people(named.begin(), named.end());
        if (const RecordId parent = parent_of(catalogue_, record); !parent.is_nil()) {
            for (const Posting& posting : TRY(storage_.postings_of(parent))) {
                if (posting.is_seen && posting.person != everybody) {
                    people.insert(posting.person);
                }
            }
            // What everybody may see has no postings.
            const auto stored = TRY(storage_.find_record(parent));
            if (stored && !is_posted(stored->type)) {
                people.insert(everybody);
            }
        }
        return people;
    }

    Result<void> put(RecordId person, const model::Record& record, Seq since, bool is_seen) {
        return storage_.put_posting({person, record.id, record.type, since, seq_, is_seen});
    }

    WriteTransaction& storage_;
    const model::Catalogue& catalogue_;
    Seq seq_;
    RecordId author_;
};

// A page of records at a time, oldest first: what a record belongs to may stand behind it, and then brings it along.
Result<void> make_postings(WriteTransaction& storage, const model::Catalogue& catalogue) {
    constexpr std::size_t page_count = 1000, page_bytes = 1 << 22;
    protocol::PullPosition after;
    while (true) {
        const auto page = TRY(storage.records_after({}, after, page_count, page_bytes));
        if (page.empty()) {
            return {};
        }
        for (const StoredRecord& one : page) {
            const model::Record* record = &one.record;
            TRY(update_postings(storage, catalogue, {&record, 1}, one.row_seq, {}));
        }
        after = {page.back().row_seq, page.back().record.id};
    }
}

}  // namespace

bool Sight::sees_all_of(model::TypeId type) const {
    return std::ranges::binary_search(whole, type);
}

const Sight::Group* Sight::group_of(model::TypeId type) const {
    for (const Group& group : groups) {
        if (std::ranges::binary_search(group.types, type)) {
            return &group;
        }
    }
    return nullptr;
}

Result<Sight> CompanySights::of(ReadTransaction& storage, const model::Catalogue& catalogue,
                                const model::Actor& actor) {
    const model::RecordType* user = catalogue.find("user");
    Kept& kept = kept_[storage.company().id];
    const Seq newest = user != nullptr ? TRY(storage.newest_of(user->id)) : 0;
    if (kept.newest != newest) {
        kept.departments.clear();
        const model::Field* department = model::find_field(*user, "unit");
        for (const model::Record& person : TRY(storage.records_of(user->id))) {
            kept.departments[person.id] = text_of(person, department);
        }
        kept.newest = newest;
    }
    const auto mine = kept.departments.find(actor.user);
    const std::string department = mine != kept.departments.end() ? mine->second : "";

    Sight sight;
    std::map<model::Reach, std::vector<model::TypeId>> types;
    for (const model::RecordType& type : catalogue.types()) {
        if (model::is_for_everybody(type)) {
            sight.whole.push_back(type.id);
            continue;
        }
        model::Reach reach = model::reach_of(type, actor.role);
        if (department.empty() && reach != model::Reach::own) {
            reach = model::Reach::company;
        }
        types[reach].push_back(type.id);
    }
    Writer writer;
    write_rules(writer, catalogue);
    writer.u8(static_cast<std::uint8_t>(actor.role));
    for (auto& [reach, list] : types) {
        std::ranges::sort(list);
        writer.u8(static_cast<std::uint8_t>(reach));
        for (const model::TypeId type : list) {
            writer.varint(type);
        }
        if (reach == model::Reach::company) {
            sight.whole.insert(sight.whole.end(), list.begin(), list.end());
            continue;
        }
        std::set<RecordId> people = {everybody, actor.user};
        if (reach != model::Reach::own) {
            for (const auto& [person, place] : kept.departments) {
                const bool is_within = reach == model::Reach::department
                                           ? model::is_in_department(place, department)
                                           : model::is_in_department_or_below(place, department);
                if (is_within) {
                    people.insert(person);
                }
            }
        }
        for (const RecordId& person : people) {
            writer.raw(person.bytes);
        }
        sight.groups.push_back({{people.begin(), people.end()}, std::move(list)});
    }
    std::ranges::sort(sight.whole);
    sight.token = token_of(writer);
    return sight;
}

Result<bool> sees(ReadTransaction& storage, const Sight& sight, model::TypeId type, RecordId record) {
    if (sight.sees_all_of(type)) {
        return true;
    }
    const Sight::Group* group = sight.group_of(type);
    if (group == nullptr) {
        return false;
    }
    for (const Posting& posting : TRY(storage.postings_of(record))) {
        if (posting.is_seen && std::ranges::binary_search(group->people, posting.person)) {
            return true;
        }
    }
    return false;
}

Result<void> update_postings(WriteTransaction& storage, const model::Catalogue& catalogue,
                             std::span<const model::Record* const> records, Seq seq, RecordId author) {
    return Update(storage, catalogue, seq, author).run(records);
}

bool has_postings(const ReadTransaction& storage, const model::Catalogue& catalogue) {
    return storage.company().sight_rules == rules_of(catalogue);
}

Result<void> ensure_postings(WriteTransaction& storage, const model::Catalogue& catalogue) {
    const protocol::Sight rules = rules_of(catalogue);
    if (storage.company().sight_rules == rules) {
        return {};
    }
    TRY(storage.begin_postings(rules));
    return make_postings(storage, catalogue);
}

}  // namespace xingke::server
