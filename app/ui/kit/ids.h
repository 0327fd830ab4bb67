// Identities of what is drawn: a hash over the scopes around an item and its own name. Stable from frame to frame, so
// that focus, scroll positions, animations and the semantics tree keep to the thing they belong to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace xingke::ui::kit {

struct Ui;
using ItemId = std::uint32_t;  // never 0 for an item

struct Ids {
    std::vector<ItemId> scopes = {0x9E3779B9U};
    std::vector<ItemId> counters = {0};  // per scope, for items without a name of their own
};

ItemId id_of(const Ui& ui, std::string_view name);
// The next unnamed item of the scope: for texts, rows, gaps.
ItemId next_id(Ui& ui);

// Everything drawn while it lives is inside `name`: use one per row of a loop, per record, per section.
class IdScope {
public:
    IdScope(Ui& ui, std::string_view name);
    IdScope(Ui& ui, std::int64_t number);
    ~IdScope();
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;

private:
    Ui& ui_;
};

}  // namespace xingke::ui::kit
