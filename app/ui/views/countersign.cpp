#include "app/ui/views/countersign.h"

#include <algorithm>

#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using client::CountersignView;
using client::OpinionLine;
using client::SeatView;
using kit::Icon;
using kit::Tone;
using model::Verdict;

const model::Seat* find_seat(const model::CountersignDeclaration& declaration, const std::string& key) {
    const auto found = std::ranges::find(declaration.seats, key, &model::Seat::key);
    return found == declaration.seats.end() ? nullptr : &*found;
}

Tone tone_of_state(model::CountersignState state) {
    switch (state) {
        case model::CountersignState::open:
            return Tone::warning;
        case model::CountersignState::agreed:
            return Tone::good;
        case model::CountersignState::refused:
            return Tone::bad;
    }
    return Tone::neutral;
}

// The words of one opinion, below whoever gave it.
void draw_words(kit::Ui& ui, const OpinionLine& opinion) {
    if (!opinion.remark.empty()) {
        kit::text(ui, opinion.remark);
    }
    const std::pair<Say, const std::string*> parts[] = {{Say::opinion_conditions, &opinion.conditions},
                                                        {Say::opinion_questions, &opinion.questions},
                                                        {Say::opinion_suggestion, &opinion.suggestion}};
    for (const auto& [key, text] : parts) {
        if (!text->empty()) {
            kit::soft_text(ui, say(ui, key, {{"text", *text}}));
        }
    }
}

std::string signature_of(const kit::Ui& ui, const OpinionLine& opinion) {
    return opinion.author_name + " · " + display_moment(ui, opinion.at);
}

// True: the person wants to sign for it.
bool draw_seat(kit::Ui& ui, const model::Seat& seat, const SeatView& view, const OpinionLine* opinion) {
    const kit::IdScope scope(ui, seat.key);
    const kit::SemanticScope item(ui, {.role = kit::Role::listitem, .name = std::string(say(ui, seat.title))});
    const kit::Stack stack(ui, {.gap = 4});
    bool wants_to_sign = false;
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        kit::text(ui, say(ui, seat.title), {.type = kit::Type::body_strong});
        if (opinion == nullptr) {
            kit::chip(ui, say(ui, Say::not_signed));
        } else {
            kit::chip(ui, say(ui, model::title_of(opinion->verdict)),
                      {.tone = tone_of(opinion->verdict), .has_dot = true});
            kit::caption(ui, signature_of(ui, *opinion));
        }
        if (view.may_sign) {
            const std::string_view label = say(ui, opinion == nullptr ? Say::sign_opinion : Say::sign_again);
            const kit::ButtonKind kind = opinion == nullptr ? kit::ButtonKind::primary : kit::ButtonKind::secondary;
            wants_to_sign = kit::button(ui, label, {.kind = kind, .icon = Icon::pencil, .small = kit::is_wide(ui)});
        }
    }
    if (!seat.task.chinese.empty()) {
        kit::caption(ui, say(ui, seat.task));
    }
    if (opinion != nullptr) {
        draw_words(ui, *opinion);
    }
    return wants_to_sign;
}

void draw_log(kit::Ui& ui, const model::CountersignDeclaration& declaration, const CountersignView& view) {
    const auto is_counted = [&](std::size_t i) {
        return std::ranges::any_of(view.seats, [&](const SeatView& seat) { return seat.opinion == i + 1; });
    };
    bool has_heading = false;
    for (std::size_t i = 0; i < view.opinions.size(); ++i) {
        if (is_counted(i)) {
            continue;
        }
        if (!has_heading) {
            kit::divider(ui);
            kit::caption(ui, say(ui, Say::opinions_before));
            has_heading = true;
        }
        const OpinionLine& opinion = view.opinions[i];
        const model::Seat* seat = find_seat(declaration, opinion.seat);
        const kit::IdScope scope(ui, std::to_string(i));
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        kit::caption(ui, say(ui, Say::round_number, {{"round", std::to_string(opinion.round)}}));
        kit::caption(ui, seat == nullptr ? std::string_view(opinion.seat) : say(ui, seat->title));
        kit::caption(ui, say(ui, model::title_of(opinion.verdict)));
        kit::caption(ui, signature_of(ui, opinion));
        kit::caption(ui, opinion.remark);
    }
}

}  // namespace

Tone tone_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::agree:
            return Tone::good;
        case Verdict::conditional:
            return Tone::warning;
        case Verdict::disagree:
            return Tone::bad;
    }
    return Tone::neutral;
}

std::string draw_countersign(kit::Ui& ui, const model::CountersignDeclaration& declaration,
                             const CountersignView& view) {
    if (view.round == 0) {
        return {};
    }
    const kit::Card card(ui, "countersign", {.padding = kit::is_wide(ui) ? 20.0F : 16.0F, .gap = 12});
    const auto signed_count = std::ranges::count_if(view.seats, [](const SeatView& seat) { return seat.opinion != 0; });
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        kit::heading(ui, say(ui, declaration.title), 3);
        kit::chip(ui, say(ui, Say::round_number, {{"round", std::to_string(view.round)}}));
        const auto route = std::ranges::find(declaration.routes, view.route, &model::Route::key);
        if (route != declaration.routes.end()) {
            kit::chip(ui, say(ui, route->title));
        }
    }
    kit::banner(ui, tone_of_state(view.state), words(view.explanation, ui.language), {}, Icon::users);
    if (!view.seats.empty()) {
        const std::string words =
            say(ui, Say::signed_count,
                {{"count", std::to_string(view.seats.size())}, {"signed", std::to_string(signed_count)}});
        kit::progress(ui, words, static_cast<float>(signed_count) / static_cast<float>(view.seats.size()));
        kit::caption(ui, words);
    }
    std::string wanted;
    {
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, declaration.title));
        for (const SeatView& seat : view.seats) {
            const model::Seat* declared = find_seat(declaration, seat.key);
            const OpinionLine* opinion = seat.opinion == 0 ? nullptr : &view.opinions[seat.opinion - 1];
            if (declared != nullptr && draw_seat(ui, *declared, seat, opinion)) {
                wanted = seat.key;
            }
        }
    }
    draw_log(ui, declaration, view);
    return wanted;
}

}  // namespace xingke::ui::views
