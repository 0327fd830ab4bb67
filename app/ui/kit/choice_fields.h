// Fields whose value is chosen: each looks like a text field; pressing it opens a list (a sheet on narrow views).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui::kit {

struct ChoiceFieldOptions {
    std::string_view label = {};
    std::string_view placeholder = {};
    std::string_view help = {};
    std::string_view error = {};
    bool required = false;
    bool read_only = false;
    bool may_clear = true;
    float width = 0;
};

// One of a list. With more than ten choices the list has a search field.
bool select_field(Ui& ui, std::string_view id, std::span<const Choice> choices, std::string& key,
                  const ChoiceFieldOptions& options = {});
// Any of a list; `keys` stay sorted.
bool multi_select_field(Ui& ui, std::string_view id, std::span<const Choice> choices, std::vector<std::string>& keys,
                        const ChoiceFieldOptions& options = {});

// A date typed (any form that parse_date takes) or picked from a calendar. `text` holds what was typed, also while it
// is not a date.
bool date_field(Ui& ui, std::string_view id, std::string& text, Date today, const ChoiceFieldOptions& options = {});

// One out of many that only a query knows: the caller gives the hits for what was typed.
struct PickerOptions {
    ChoiceFieldOptions field;
    std::string_view shown = {};  // label of what is chosen; empty: nothing is
    std::string_view search_placeholder = {};
    bool is_loading = false;
};
struct PickerResult {
    bool is_open = false;
    bool search_changed = false;
    std::optional<std::size_t> picked;  // index into `hits`
    bool cleared = false;
};
PickerResult picker_field(Ui& ui, std::string_view id, std::string& search, std::span<const Choice> hits,
                          const PickerOptions& options);

// Province, then city, by code: "110000/110100". The groups are given as data, so the kit knows no geography.
struct ChoiceGroup {
    Choice choice;
    std::vector<Choice> members;
};
bool two_step_field(Ui& ui, std::string_view id, std::span<const ChoiceGroup> groups, std::string& value,
                    const ChoiceFieldOptions& options = {});

}  // namespace xingke::ui::kit
