#include "app/ui/kit/ids.h"

#include <imgui_internal.h>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

ItemId hash(const void* data, std::size_t size, ItemId seed) {
    const ItemId id = ImHashData(data, size, seed);
    return id == 0 ? 1 : id;
}

}  // namespace

ItemId id_of(const Ui& ui, std::string_view name) {
    return hash(name.data(), name.size(), ui.ids.scopes.back());
}

ItemId next_id(Ui& ui) {
    const ItemId number = ++ui.ids.counters.back();
    const ItemId salted[2] = {number, 0x5EED0001U};
    return hash(salted, sizeof(salted), ui.ids.scopes.back());
}

IdScope::IdScope(Ui& ui, std::string_view name) : ui_(ui) {
    ui.ids.scopes.push_back(hash(name.data(), name.size(), ui.ids.scopes.back() ^ 0xA5A5U));
    ui.ids.counters.push_back(0);
}

IdScope::IdScope(Ui& ui, std::int64_t number) : ui_(ui) {
    ui.ids.scopes.push_back(hash(&number, sizeof(number), ui.ids.scopes.back() ^ 0x5A5AU));
    ui.ids.counters.push_back(0);
}

IdScope::~IdScope() {
    ui_.ids.scopes.pop_back();
    ui_.ids.counters.pop_back();
}

}  // namespace xingke::ui::kit
