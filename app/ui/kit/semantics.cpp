#include "app/ui/kit/semantics.h"

#include <algorithm>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

void add_node(Ui& ui, SemanticNode node) {
    node.parent = ui.semantics.parents.empty() ? 0 : ui.semantics.parents.back();
    ui.semantics.nodes.push_back(std::move(node));
}

void add_text_node(Ui& ui, std::string_view text, const Box& box) {
    SemanticNode node;
    node.id = next_id(ui);
    node.role = Role::text;
    node.name = text;
    node.rect = box;
    add_node(ui, std::move(node));
}

SemanticScope::SemanticScope(Ui& ui, Role role, std::string_view name, const Box& box) : ui_(ui) {
    SemanticNode node;
    node.id = next_id(ui);
    node.role = role;
    node.name = name;
    node.rect = box;
    const ItemId id = node.id;
    add_node(ui, std::move(node));
    ui.semantics.parents.push_back(id);
}

SemanticScope::SemanticScope(Ui& ui, SemanticNode node) : ui_(ui) {
    if (node.id == 0) {
        node.id = next_id(ui);
    }
    const ItemId id = node.id;
    add_node(ui, std::move(node));
    ui.semantics.parents.push_back(id);
}

SemanticScope::~SemanticScope() {
    ui_.semantics.parents.pop_back();
}

namespace {

void check(Semantics& s) {
    s.problems.clear();
    std::unordered_set<ItemId> known;
    for (const SemanticNode& node : s.nodes) {
        if (!known.insert(node.id).second) {
            s.problems.push_back("two nodes with one id: " + node.name);
        }
        if (node.name.empty() && node.role != Role::list && node.role != Role::group && node.role != Role::main &&
            node.role != Role::form && node.role != Role::row && node.role != Role::cell && node.role != Role::img) {
            s.problems.push_back("a node without a name: " + std::string(platform::name_of(node.role)));
        }
    }
    for (const ItemId id : s.interactive) {
        if (!known.contains(id) && std::find(s.silent.begin(), s.silent.end(), id) == s.silent.end()) {
            s.problems.push_back("an item without semantics: " + std::to_string(id));
        }
    }
}

}  // namespace

void finish_semantics(Ui& ui) {
    Semantics& s = ui.semantics;
    if (s.is_checking) {
        check(s);
    }
    const std::string_view language = ui.language == Language::chinese ? "zh-CN" : "en";
    if (s.nodes != s.shown || s.page_title != s.shown_title || language != s.shown_language) {
        ui.platform.semantics.show(s.nodes, s.page_title, language);
        s.shown = s.nodes;
        s.shown_title = s.page_title;
        s.shown_language = language;
    }
}

}  // namespace xingke::ui::kit

// --- The three hooks of Dear ImGui's test engine: every item it knows passes here
// --------------------------------------------
using xingke::ui::kit::Ui;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
    auto* ui = static_cast<Ui*>(context->TestEngine);
    if (ui != nullptr && ui->semantics.is_checking) {
        // Windows add themselves with their own id; they are surfaces, not items.
        const ImGuiWindow* window = context->CurrentWindow;
        if (window != nullptr && id != window->ID && id != window->MoveId) {
            ui->semantics.interactive.push_back(id);
        }
    }
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return "";
}
