#include "app/ui/views/whereabouts.h"

#include "app/model/travel.h"
#include "app/ui/say.h"

namespace xingke::ui::views {

void Locating::begin(kit::Ui& ui) {
    request_ = ++ui.whereabouts.asked;
    ui.platform.location.ask(request_);
}

bool Locating::is_waiting(const kit::Ui& ui) const {
    return request_ != 0 && request_ == ui.whereabouts.asked && ui.whereabouts.answered != request_;
}

const platform::Located* Locating::answer(const kit::Ui& ui) const {
    return request_ != 0 && request_ == ui.whereabouts.answered ? &ui.whereabouts.located : nullptr;
}

bool is_exact(const platform::Located& located) {
    return located.outcome == platform::Located::Outcome::found && located.accuracy_m <= model::accuracy_enough_m;
}

model::Position position_of(const platform::Located& located) {
    return {.latitude_e7 = located.latitude_e7, .longitude_e7 = located.longitude_e7, .accuracy_m = located.accuracy_m};
}

std::string problem_of(const kit::Ui& ui, const platform::Located& located) {
    switch (located.outcome) {
        case platform::Located::Outcome::refused:
            return std::string(say(ui, Say::location_refused));
        case platform::Located::Outcome::unavailable:
            return std::string(say(ui, Say::location_unavailable));
        case platform::Located::Outcome::found:
            return is_exact(located)
                       ? std::string()
                       : say(ui, Say::location_inaccurate, {{"metres", std::to_string(located.accuracy_m)}});
    }
    return {};
}

std::string distance_words(const kit::Ui& ui, std::int64_t metres) {
    constexpr std::int64_t kilometre = 1'000, whole_kilometres_from = 100'000;
    if (metres < kilometre) {
        return say(ui, Say::distance_m, {{"count", std::to_string(metres)}});
    }
    std::string count = std::to_string(metres / kilometre);
    if (metres < whole_kilometres_from) {
        count += "." + std::to_string(metres % kilometre / 100);
    }
    return say(ui, Say::distance_km, {{"count", count}});
}

}  // namespace xingke::ui::views
