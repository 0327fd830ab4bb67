// The set of record types that the app knows. Made as a whole, then read only.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/model/record_type.h"
#include "app/model/work_calendar.h"

namespace xingke::model {

class Countersign;
class Workflow;

// Adds to a type that was only declared the fields that every type has and those of its deadlines and countersignature,
// and marks what follows from the rest of the declaration.
void complete(RecordType& type);

class Catalogue {
public:
    // Adds the common fields to each type and prepares its rules. A rule that is wrong is left out; self_check tells.
    // `texts` is what titles point into, if they are no literals.
    Catalogue(std::uint32_t version, std::vector<RecordType> types, WorkCalendar calendar = {},
              std::shared_ptr<const std::deque<std::string>> texts = nullptr);
    Catalogue(Catalogue&& other) noexcept;
    // Everything that pointed into this one must be found anew.
    Catalogue& operator=(Catalogue&& other) noexcept;
    ~Catalogue();

    std::uint32_t version() const { return version_; }
    const std::vector<RecordType>& types() const { return types_; }
    const RecordType* find(TypeId id) const;
    const RecordType* find(std::string_view name) const;
    // The company's, by which deadlines count, with the hour of its clocks: the same on every device and the server.
    const WorkCalendar& calendar() const { return calendar_; }
    static constexpr int utc_offset_minutes = 480;
    // Types that have a parent reference to `type`, in declaration order.
    std::vector<const RecordType*> children_of(const RecordType& type) const;
    // The references to `type` of which its records are listed there (kind::Reference::is_listed), each with its type.
    std::vector<std::pair<const RecordType*, const Field*>> listed_in(const RecordType& type) const;
    const Workflow* find_workflow(TypeId type) const;        // null: the type has none
    const Countersign* find_countersign(TypeId type) const;  // likewise

private:
    std::uint32_t version_;
    std::shared_ptr<const std::deque<std::string>> texts_;
    std::vector<RecordType> types_;
    WorkCalendar calendar_;
    std::map<TypeId, std::unique_ptr<const Workflow>> workflows_;
    std::map<TypeId, std::unique_ptr<const Countersign>> countersigns_;
};

// What is wrong with the declarations themselves, one sentence each (English, for developers and administrators):
// ids unique and not 0, names unique and lower_snake, titles in both languages, label field exists and is text,
// references resolve, rules can be read and fit, workflows lead somewhere, sections exist, options unique, source
// given …
std::vector<std::string> self_check(const Catalogue& catalogue);

}  // namespace xingke::model
