#include "app/ui/views/attachments.h"

#include <algorithm>
#include <utility>

#include "app/ui/kit/field_frame.h"
#include "app/ui/say.h"
#include "app/ui/views/several_references.h"

namespace xingke::ui::views {
namespace {

using model::FileDescription;

constexpr float picture_size = 96, tile_height = picture_size + 28;

std::string size_words(std::int64_t bytes) {
    constexpr std::int64_t kibi = 1024;
    return bytes < kibi * kibi ? std::to_string((bytes + kibi - 1) / kibi) + " KB"
                               : std::to_string(bytes / (kibi * kibi)) + " MB";
}

void draw_picture(kit::Ui& ui, const kit::Box& box, const FileDescription& file) {
    const std::uint64_t texture = file.thumbnail.empty() ? 0 : ui.platform.pictures.texture(file.hash, file.thumbnail);
    if (texture != 0) {
        ImGui::GetWindowDrawList()->AddImageRounded(static_cast<ImTextureID>(texture), box.min(), box.max(), {0, 0},
                                                    {1, 1}, IM_COL32_WHITE, 8);
        return;
    }
    kit::fill(ui, box, kit::theme(ui).border, 8);
    const bool is_picture = file.media_type.starts_with("image/");
    kit::draw_icon(ui, is_picture ? kit::Icon::image : kit::Icon::file_text, box, kit::theme(ui).text_soft, 28);
}

// True: pressed. `name` is what a press does.
bool draw_tile(kit::Ui& ui, const FileDescription& file, std::string_view name) {
    const kit::Box box = kit::place(ui, picture_size, tile_height);
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = name;
    options.node.description = size_words(file.size);
    const kit::Press press = kit::press(ui, kit::id_of(ui, "tile"), box, options);
    draw_picture(ui, box.top_part(picture_size), file);
    kit::draw_wash(ui, press, 8);
    kit::draw_text_in(ui, box.bottom_part(24), kit::Type::caption, kit::theme(ui).text_soft, file.name,
                      kit::Align::centre);
    return press.pressed;
}

model::RecordType only_id_of_attachment() {
    model::RecordType type;
    type.id = model::attachment_type;
    return type;
}

FileDescription description_of(EditContext& context, FieldEdit& edit, const std::string& element) {
    if (edit.new_files != nullptr) {
        const auto found = edit.new_files->kept.find(element);
        if (found != edit.new_files->kept.end()) {
            return found->second;
        }
    }
    static const model::RecordType type = only_id_of_attachment();
    const model::Record* record = referred_record(context, edit, type, element);
    return record == nullptr ? FileDescription{} : model::describe(*record);
}

// Hands what was picked to the data side; what is kept becomes an element as soon as it is safe.
void take_picks(kit::Ui& ui, EditContext& context, FieldEdit& edit) {
    ui.picks.asked_by = 0;
    for (platform::PickedFile& file : std::exchange(ui.picks.arrived, {})) {
        FileDescription description{.name = std::move(file.name),
                                    .media_type = std::move(file.media_type),
                                    .size = static_cast<std::int64_t>(file.bytes.size()),
                                    .hash = {},
                                    .thumbnail = std::move(file.thumbnail)};
        const RecordId id = make_id<RecordTag>(ui.platform.clock.now(), ui.platform.random);
        ++edit.new_files->keeping_count;
        context.link.add_blob(std::move(file.bytes), [files = edit.new_files, element = print(id),
                                                      description](const client::BlobAdded& answer) mutable {
            --files->keeping_count;
            files->problem = answer.error;
            if (answer.error.key == Text::nothing) {
                description.hash = answer.hash;
                files->fresh.emplace_back(element, std::move(description));
            }
        });
    }
}

bool take_fresh(FieldEdit& edit, model::Elements& elements) {
    auto fresh = std::exchange(edit.new_files->fresh, {});
    for (auto& [element, description] : fresh) {
        elements.insert(std::lower_bound(elements.begin(), elements.end(), element), element);
        edit.new_files->kept[element] = std::move(description);
    }
    return !fresh.empty();
}

void draw_buttons(kit::Ui& ui, const model::kind::Attachment& kind, kit::ItemId asker) {
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    const auto ask = [&](std::string_view accept, platform::PickFrom from) {
        ui.picks = {.asked_by = asker, .arrived = {}};
        ui.platform.file_exchange.pick(accept, from);
    };
    if (kit::button(ui, say(ui, Say::take_photo), {.icon = kit::Icon::image, .small = true})) {
        ask("image/*", platform::PickFrom::camera);
    }
    const Say words = kind.pictures_only ? Say::add_pictures : Say::add_files;
    if (kit::button(ui, say(ui, words), {.icon = kit::Icon::paperclip, .small = true})) {
        ask(kind.pictures_only ? "image/*" : "", platform::PickFrom::files);
    }
}

}  // namespace

bool edit_attachments(kit::Ui& ui, EditContext& context, const model::kind::Attachment& kind, FieldEdit& edit,
                      std::string_view id, const kit::ChoiceFieldOptions& options) {
    const kit::ItemId asker = kit::id_of(ui, id);
    const kit::IdScope scope(ui, id);
    const kit::Stack stack(ui, {.gap = 6});
    if (edit.new_files == nullptr) {
        edit.new_files = std::make_shared<NewFiles>();
    }
    if (ui.picks.asked_by == asker && !ui.picks.arrived.empty()) {
        take_picks(ui, context, edit);
    }
    model::Elements elements = elements_in(edit.value);
    bool changed = take_fresh(edit, elements);
    kit::draw_field_label(ui, options.label, options.required);
    std::string removed;
    if (!elements.empty()) {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        for (const std::string& element : elements) {
            const kit::IdScope tile(ui, element);
            const FileDescription file = description_of(context, edit, element);
            const std::string name = say(ui, Say::remove_named, {{"name", file.name}});
            if (draw_tile(ui, file, options.read_only ? std::string_view(file.name) : name) && !options.read_only) {
                removed = element;
            }
        }
    }
    changed = changed || !removed.empty();
    std::erase(elements, removed);
    if (!options.read_only) {
        draw_buttons(ui, kind, asker);
    }
    if (edit.new_files->keeping_count > 0) {
        kit::caption(ui, say(ui, Say::file_adding));
    }
    // No input carries these words as its description, so they stand as a text of their own.
    const std::string problem =
        options.error.empty() ? words(edit.new_files->problem, ui.language) : std::string(options.error);
    if (!problem.empty()) {
        kit::text(ui, problem, {.color = kit::theme(ui).bad.text});
    }
    kit::draw_field_note(ui, options.help, {});
    if (changed) {
        edit.value = elements.empty() ? model::Value(model::Empty{}) : model::Value(std::move(elements));
    }
    return changed;
}

void append_file_changes(RecordId subject, model::TypeId subject_type, const FieldEdit& edit,
                         const model::Value& before, std::vector<model::Change>& changes) {
    namespace f = model::attachment_field;
    const model::Elements held = elements_in(before), wanted = elements_in(edit.value);
    const auto set = [&](RecordId record, model::FieldId field, model::Value value) {
        changes.push_back({record, model::attachment_type, field, model::Operation::set, std::move(value)});
    };
    for (const std::string& element : wanted) {
        const auto id = parse_id<RecordTag>(element);
        const bool is_new = id && edit.new_files != nullptr && edit.new_files->kept.contains(element) &&
                            !std::binary_search(held.begin(), held.end(), element);
        if (!is_new) {
            continue;
        }
        const FileDescription& file = edit.new_files->kept.at(element);
        set(*id, model::life_field, std::int64_t{1});
        set(*id, f::name, file.name);
        set(*id, f::media_type, file.media_type);
        set(*id, f::size, file.size);
        set(*id, f::hash, file.hash);
        if (!file.thumbnail.empty()) {
            set(*id, f::thumbnail, file.thumbnail);
        }
        set(*id, f::subject_type, std::int64_t{subject_type});
        set(*id, f::subject, print(subject));
    }
    for (const std::string& element : held) {
        const auto live = edit.referred.find(element);
        const bool is_gone = !std::binary_search(wanted.begin(), wanted.end(), element);
        if (is_gone && live != edit.referred.end() && live->second->answer().exists) {
            const model::Record& record = live->second->answer().record;
            const auto* life = std::get_if<std::int64_t>(&model::value_of(record, model::life_field));
            if (life != nullptr && model::is_alive(record)) {
                set(record.id, model::life_field, *life + 1);
            }
        }
    }
}

void draw_attachments(kit::Ui& ui, client::ScreenLink& link, const model::Value& value, ShownFiles& shown) {
    std::string note;
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        for (const RecordId id : model::records_in(value)) {
            std::unique_ptr<client::LiveRecord>& live = shown.records[id];
            if (live == nullptr) {
                live = link.watch(id, model::attachment_type);
            }
            if (!live->answer().exists) {
                continue;
            }
            const kit::IdScope scope(ui, print(id));
            const FileDescription file = model::describe(live->answer().record);
            std::shared_ptr<ShownFiles::Opening>& opening = shown.openings[file.hash];
            if (opening == nullptr) {
                opening = std::make_shared<ShownFiles::Opening>();
            }
            if (draw_tile(ui, file, say(ui, Say::open_file, {{"name", file.name}})) && !opening->is_under_way) {
                *opening = {.done = 0, .is_under_way = true, .problem = {}};
                platform::Pictures& pictures = ui.platform.pictures;
                link.open_blob(file.hash, file.size, [opening, file, &pictures](const client::BlobOpened& answer) {
                    opening->done = answer.done;
                    opening->is_under_way = !answer.is_last;
                    opening->problem = answer.error;
                    if (answer.is_last && answer.error.key == Text::nothing) {
                        pictures.show(file.name, file.media_type, answer.bytes);
                    }
                });
            }
            if (opening->is_under_way) {
                note = std::string(say(ui, Say::file_loading)) + " " + size_words(opening->done) + " / " +
                       size_words(file.size);
            } else if (opening->problem.key != Text::nothing) {
                note = file.name + " · " + words(opening->problem, ui.language);
            }
        }
    }
    if (!note.empty()) {
        kit::caption(ui, note);
    }
}

}  // namespace xingke::ui::views
