#include "app/ui/views/comments.h"

#include <utility>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/several_references.h"

namespace xingke::ui::views {
namespace {

constexpr std::int64_t shown_max = 200;
// What is asked of each comment, in the order of Query::fields.
enum Column : std::size_t { content, author, at, mentioned, reply_to, mentions };

std::string label_in(const model::Row& row, Column column) {
    return column < row.labels.size() ? row.labels[column] : std::string();
}

}  // namespace

std::unique_ptr<Comments> Comments::about(client::ScreenLink& link, const model::Catalogue& catalogue,
                                          const model::RecordType& type, RecordId record) {
    if (catalogue.find("comment") == nullptr || type.is_system) {
        return nullptr;
    }
    return std::unique_ptr<Comments>(new Comments(link, catalogue, type, record));
}

Comments::Comments(client::ScreenLink& link, const model::Catalogue& catalogue, const model::RecordType& type,
                   RecordId record)
    : link_(link), catalogue_(catalogue), type_(type), comments_(*catalogue.find("comment")), record_(record) {
    model::Query query{.type = comments_.id};
    query.filters = {{.field = field("subject").id, .value = print(record)}};
    query.sorts = {{.field = model::common_field::created}};
    query.fields = {field("content").id,   model::common_field::owner, model::common_field::created,
                    field("mentioned").id, field("reply_to").id,       field("mentions").id};
    query.count = shown_max;
    query_ = link.watch(std::move(query));
}

const model::Field& Comments::field(std::string_view name) const {
    const model::Field* found = model::find_field(comments_, name);
    CHECK(found != nullptr, "a comment has the fields that its view shows");
    return *found;
}

std::vector<model::Change> Comments::draw(kit::Ui& ui, const model::Actor& actor, const client::RecordAnswer& about) {
    const kit::Card card(ui, "comments", {.padding = 20, .gap = 14});
    {
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::comments_tab));
        if (query_->version() > 0 && query_->page().rows.empty()) {
            kit::soft_text(ui, say(ui, Say::comment_none));
        }
        for (const model::Row& row : query_->page().rows) {
            const kit::IdScope scope(ui, print(row.id));
            draw_comment(ui, row);
        }
    }
    if (!model::may(actor, model::Action::create, comments_) || !model::is_alive(about.record)) {
        return {};
    }
    kit::divider(ui);
    draw_new(ui);
    const auto typed = edits_.find("content");
    const bool is_empty = typed == edits_.end() || model::is_empty(typed->second.value);
    const kit::Row row(ui, {.align = kit::Align::end});
    const kit::ButtonOptions options = {
        .kind = kit::ButtonKind::primary, .icon = kit::Icon::send, .disabled = is_empty, .id = "post_comment"};
    return kit::button(ui, say(ui, Say::comment_send), options) && !is_empty ? post(ui, about)
                                                                             : std::vector<model::Change>();
}

void Comments::draw_comment(kit::Ui& ui, const model::Row& row) {
    const auto* words = std::get_if<std::string>(&row.values[content]);
    const auto* ms = std::get_if<std::int64_t>(&row.values[at]);
    const std::string name = label_in(row, author);
    const kit::SemanticScope item(ui, kit::Role::listitem, name);
    const kit::Row line(ui, {.gap = 12});
    kit::avatar(ui, name, 36);
    const kit::Stack stack(ui, {.gap = 4, .width = kit::available_width(ui)});
    {
        const kit::Row head(ui, {.gap = 8, .wraps = true});
        kit::text(ui, name, {.type = kit::Type::body_strong});
        kit::caption(ui, ms != nullptr ? display_moment(ui, Instant{*ms}) : std::string());
        // One field is from when a comment could mention only one.
        const std::string others = label_in(row, mentions), one = label_in(row, mentioned);
        for (const std::string_view person : split(others.empty() ? one : others, model::label_separator)) {
            if (!person.empty()) {
                kit::chip(ui, say(ui, Say::comment_mentions, {{"name", person}}), {.tone = kit::Tone::accent});
            }
        }
        if (row.is_pending) {
            kit::chip(ui, say(ui, Say::waiting_to_sync), {.tone = kit::Tone::warning});
        }
    }
    if (const std::string earlier = label_in(row, reply_to); !earlier.empty()) {
        kit::caption(ui, say(ui, Say::comment_replies, {{"name", earlier}}));
    }
    kit::text(ui, words != nullptr ? *words : std::string());
    if (kit::link(ui, say(ui, Say::comment_reply))) {
        reply_to_ = row.id;
        reply_name_ = name;
    }
}

void Comments::draw_new(kit::Ui& ui) {
    if (!reply_to_.is_nil()) {
        const kit::Row row(ui, {.gap = 8});
        kit::caption(ui, say(ui, Say::comment_replies, {{"name", reply_name_}}));
        if (kit::link(ui, say(ui, Say::clear))) {
            reply_to_ = {};
        }
    }
    EditContext context{link_, catalogue_};
    for (const char* name : {"content", "mentions"}) {
        auto edit = edits_.find(name);
        if (edit == edits_.end()) {
            edit = edits_.emplace(name, begin_edit(ui, field(name), {}, {})).first;
        }
        bool entered = false;
        edit_field(ui, context, field(name), edit->second, {}, entered);
    }
}

std::vector<model::Change> Comments::post(kit::Ui& ui, const client::RecordAnswer& about) {
    const RecordId id = make_id<RecordTag>(ui.platform.clock.now(), ui.platform.random);
    std::vector<model::Change> changes;
    const auto set = [&](model::FieldId to, model::Value value) {
        if (!model::is_empty(value)) {
            changes.push_back({id, comments_.id, to, model::Operation::set, std::move(value)});
        }
    };
    set(model::life_field, std::int64_t{1});
    set(field("content").id, edits_.at("content").value);
    for (const std::string& person : elements_in(edits_.at("mentions").value)) {
        changes.push_back({id, comments_.id, field("mentions").id, model::Operation::add, person});
    }
    set(field("subject_type").id, std::int64_t{type_.id});
    set(field("subject").id, print(record_));
    set(field("subject_owner").id, model::value_of(about.record, model::common_field::owner));
    const model::Field* customer = model::find_field(type_, "customer");
    const auto* reference = customer == nullptr ? nullptr : std::get_if<model::kind::Reference>(&customer->kind);
    if (type_.name == "customer") {
        set(field("customer").id, record_);
    } else if (reference != nullptr && reference->is_parent) {
        set(field("customer").id, model::value_of(about.record, customer->id));
    }
    if (!reply_to_.is_nil()) {
        set(field("reply_to").id, reply_to_);
    }
    edits_.clear();
    reply_to_ = {};
    return changes;
}

}  // namespace xingke::ui::views
