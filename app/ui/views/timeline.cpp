#include "app/ui/views/timeline.h"

#include <algorithm>
#include <map>
#include <string>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using client::TimelineEntry;
using kit::Icon;
using model::Intent;

struct Look {
    Icon icon;
    Say words;
    kit::Tone tone;
};

Look look_of(Intent intent) {
    switch (intent) {
        case Intent::create:
            return {Icon::plus, Say::did_create, kit::Tone::good};
        case Intent::edit:
            return {Icon::pencil, Say::did_edit, kit::Tone::neutral};
        case Intent::remove:
            return {Icon::trash, Say::did_remove, kit::Tone::bad};
        case Intent::restore:
            return {Icon::rotate_ccw, Say::did_restore, kit::Tone::good};
        case Intent::import:
            return {Icon::file_up, Say::did_import, kit::Tone::accent};
        case Intent::undo:
            return {Icon::undo, Say::did_undo, kit::Tone::neutral};
        case Intent::resolve:
            return {Icon::git_merge, Say::did_resolve, kit::Tone::warning};
        case Intent::server:
            return {Icon::cloud, Say::did_server, kit::Tone::neutral};
    }
    return {Icon::history, Say::did_edit, kit::Tone::neutral};
}

std::string sentence(const kit::Ui& ui, const model::RecordType& type, const TimelineEntry& entry, const Look& look) {
    if (entry.intent == Intent::edit && entry.lines.size() == 1) {
        const model::Field* field = model::find_field(type, entry.lines.front().field);
        if (field != nullptr) {
            return say(ui, Say::did_edit_one, {{"who", entry.author_name}, {"field", say(ui, field->title)}});
        }
    }
    return say(ui, look.words, {{"who", entry.author_name}, {"count", std::to_string(entry.lines.size())}});
}

// Who or what came into a set of records, and who left it.
std::string set_changes(const kit::Ui& ui, const TimelineEntry::Line& line) {
    const auto named = [](const model::Value& value, std::string_view labels) {
        std::map<RecordId, std::string_view> names;
        const std::vector<std::string_view> parts = split(labels, model::label_separator);
        const std::vector<RecordId> records = model::records_in(value);
        for (std::size_t i = 0; i < std::min(parts.size(), records.size()); ++i) {
            names[records[i]] = parts[i];
        }
        return names;
    };
    const auto before = named(line.before, line.before_label), after = named(line.after, line.after_label);
    const auto only_in = [](const auto& these, const auto& others) {
        std::string names;
        for (const auto& [record, name] : these) {
            if (!others.contains(record)) {
                names += (names.empty() ? "" : std::string(1, model::label_separator)) + std::string(name);
            }
        }
        return names;
    };
    std::string words;
    if (const std::string names = only_in(after, before); !names.empty()) {
        words = say(ui, Say::added_names, {{"names", model::joined_labels(names, ui.language)}});
    }
    if (const std::string names = only_in(before, after); !names.empty()) {
        words += words.empty() ? "" : "  ";
        words += say(ui, Say::removed_names, {{"names", model::joined_labels(names, ui.language)}});
    }
    return words;
}

void draw_change(kit::Ui& ui, const model::RecordType& type, const TimelineEntry::Line& line, bool is_first_value) {
    const model::Field* field = model::find_field(type, line.field);
    const bool is_hidden = field != nullptr && model::is_derived(field->id) && !is_shown_as_chip(*field);
    if (field == nullptr || is_hidden) {
        return;
    }
    const std::string before = display_text(ui, *field, line.before, line.before_label);
    const std::string after = display_text(ui, *field, line.after, line.after_label);
    const std::string_view blank = say(ui, Say::not_filled);
    const std::string values = is_first_value ? after
                               : model::refers_to_several(field->kind)
                                   ? set_changes(ui, line)
                                   : say(ui, Say::from_to,
                                         {{"before", before.empty() ? blank : std::string_view(before)},
                                          {"after", after.empty() ? blank : std::string_view(after)}});
    const std::string words = std::string(say(ui, field->title)) + "  " + values;
    kit::text(ui, words, {.color = kit::theme(ui).text_soft, .lines_max = 3});
}

struct Place {
    bool is_newest = false;  // is how the record stands now
    bool is_last = false;
};

void draw_entry(kit::Ui& ui, const model::RecordType& type, const TimelineEntry& entry, const Place& where,
                TimelineResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const Look look = look_of(entry.intent);
    const float top = kit::cursor_y(ui);
    const kit::ItemId height_id = kit::id_of(ui, "height");
    const float height = kit::remembered(ui, height_id, 60);
    const float left = ui.layout.flows.back().frame.x;
    if (!where.is_last) {
        kit::draw_line(ui, {left + 14, top + 34}, {left + 14, top + height + 4}, t.border);
    }
    const kit::Box disc = {left, top + 2, 28, 28};
    kit::fill(ui, disc, t.tone(look.tone).background, 14);
    kit::draw_icon(ui, look.icon, disc, t.tone(look.tone).text, 15);
    {
        const kit::Box column = {left + 40, top, kit::available_width(ui) - 40, 0};
        const kit::Inside inside(ui, column, 2);
        kit::gap(ui, 5);
        {
            const kit::Row row(ui, {.gap = 8});
            kit::text(ui, sentence(ui, type, entry, look));
            if (entry.is_pending) {
                kit::chip(ui, say(ui, Say::waiting_to_sync), {.tone = kit::Tone::warning});
            }
        }
        {
            const kit::Row row(ui, {.gap = 12});
            kit::caption(ui, display_moment(ui, entry.at));
            if (entry.is_own && entry.counter > 0 && kit::link(ui, say(ui, Say::undo))) {
                result.undo = entry.counter;
            }
            if (!where.is_newest && kit::link(ui, say(ui, Say::see_version), Icon::history)) {
                result.version = Version{entry.entry, entry.at};
            }
        }
        if (entry.intent != Intent::create && entry.intent != Intent::import) {
            for (const TimelineEntry::Line& line : entry.lines) {
                draw_change(ui, type, line, false);
            }
        }
        kit::remember(ui, height_id, inside.used_height());
    }
    kit::place(ui, 0, kit::remembered(ui, height_id, 60));
}

}  // namespace

std::string words_of_entry(const kit::Ui& ui, const model::RecordType& type, const client::TimelineEntry& entry) {
    return sentence(ui, type, entry, look_of(entry.intent));
}

kit::Icon icon_of_entry(const client::TimelineEntry& entry) {
    return look_of(entry.intent).icon;
}

TimelineResult draw_timeline(kit::Ui& ui, const model::RecordType& type, const std::vector<TimelineEntry>& entries) {
    TimelineResult result;
    if (entries.empty()) {
        kit::soft_text(ui, say(ui, Say::timeline_empty));
        return result;
    }
    const kit::SemanticScope scope(ui, kit::Role::list, say(ui, Say::timeline_tab));
    const kit::Stack stack(ui, {.gap = 16});
    for (std::size_t i = 0; i < entries.size(); ++i) {
        // An entry keeps its identity while newer ones come above it.
        const kit::IdScope id(ui, entries[i].at.ms * 64 + static_cast<std::int64_t>(entries.size() - i));
        draw_entry(ui, type, entries[i], {.is_newest = i == 0, .is_last = i + 1 == entries.size()}, result);
    }
    return result;
}

}  // namespace xingke::ui::views
