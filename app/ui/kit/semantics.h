// The semantics of the frame being drawn: role, name, value, state and place of every item, mirrored for screen readers
// and tests by the platform. Widgets add themselves; screens add what groups them (navigation, main, list, dialog …).
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "app/platform/screen_platform.h"
#include "app/ui/kit/box.h"
#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

using platform::SemanticNode;
using Role = platform::SemanticRole;

struct Semantics {
    std::vector<SemanticNode> nodes;  // of this frame, parents before children
    std::vector<ItemId> parents;      // open scopes
    std::vector<SemanticNode> shown;  // what the mirror has
    std::string shown_title;
    std::string shown_language;
    std::string page_title;
    // The checker: interactive ImGui items of this frame without a node, and ids used twice. Filled when `is_checking`.
    bool is_checking = false;
    std::vector<ItemId> interactive;
    std::vector<ItemId> silent;  // meant to have none: scrims, scroll bars
    std::vector<std::string> problems;
};

// Adds a node below the open scope. `node.parent` is set here; a rect outside the clip is kept (off-screen items
// exist).
void add_node(Ui& ui, SemanticNode node);
// Plain words that are not an item of their own.
void add_text_node(Ui& ui, std::string_view text, const Box& box);

// What is drawn while it lives is inside this node.
class SemanticScope {
public:
    SemanticScope(Ui& ui, Role role, std::string_view name, const Box& box = {});
    SemanticScope(Ui& ui, SemanticNode node);
    ~SemanticScope();
    SemanticScope(const SemanticScope&) = delete;
    SemanticScope& operator=(const SemanticScope&) = delete;

private:
    Ui& ui_;
};

// Sends the tree when it differs from the one shown last; fills `problems` when checking.
void finish_semantics(Ui& ui);

}  // namespace xingke::ui::kit
