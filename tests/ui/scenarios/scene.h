// What the scenarios of section 7 have in common: the people of its cast at their devices, and what they do again and
// again. Everything goes through the screen, as a person would do it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tests/ui/screens/seat.h"

namespace xingke::ui {

// 张伟 ("sales") and 陈静, the manager, are in every Company; this one has 李娜, too.
struct Scene : Company {
    Scene();
};

// The form of a new record, saved: the record's page follows.
void save_form(Seat& seat);
void create_customer(Seat& seat, const std::string& name);
void choose(Seat& seat, std::string_view field, std::string_view option);
// A reference, picked by its name.
void pick(Seat& seat, std::string_view field, std::string_view name);
// Draws a stroke on the pad of that name.
void sign(Seat& seat, std::string_view pad);
// The id of the record whose page is shown.
std::string shown_record(const Seat& seat);
std::size_t count_rows(const Seat& seat);
// Everybody's devices lie switched off for so long, and then start again.
void pass_days(Company& company, int days);

}  // namespace xingke::ui
