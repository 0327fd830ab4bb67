// What a frame costs the processor, without the graphics card: layout, drawing lists and the tree for screen readers,
// of the screens with the most on them, with 2,000 customers in the database. Each frame is drawn whole, although the
// product draws one only when something has changed. CPU time, so that what else the machine does hardly matters.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "tests/ui/screens/seat.h"

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

namespace xingke::bench {
namespace {

using ui::Company;
using ui::Seat;
using Role = platform::SemanticRole;

constexpr int frame_count = 300;
constexpr int customer_count = 2'000;

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1'000 + static_cast<double>(now.tv_nsec) / 1'000'000;
}

std::string table() {
    std::string lines = "客户名,行业,状态,电话,详细地址\n";
    for (int i = 0; i < customer_count; ++i) {
        const std::string number = std::to_string(10'000 + i);
        lines += "第" + number + "号贸易有限公司,电子商务,持续跟进,010-823" + number + ",中关村大街" + number + "号\n";
    }
    return lines;
}

void fill(Seat& seat) {
    seat.open_address("#/import/customer");
    seat.give_file("customers.csv", table());
    seat.press(Role::button, "开始导入");
    seat.wait(20'000);
    seat.open_address("#/customer");
    seat.wait(1'000);
    REQUIRE(seat.screen.semantics.count(Role::row) > 10);
}

double median_of_frames(Seat& seat, double& most) {
    std::vector<double> times;
    double later_ms = 0;
    for (int i = 0; i < frame_count; ++i) {
        const double before = cpu_ms();
        seat.app->frame(1e9 + (later_ms += 16));
        times.push_back(cpu_ms() - before);
    }
    std::sort(times.begin(), times.end());
    most = times[times.size() * 99 / 100];
    return times[times.size() / 2];
}

int run() {
    Company company;
    Seat seat(company);
    seat.sign_in("sales");
    fill(seat);
    struct Screen {
        const char* name;
        const char* address;
    };
    const Screen screens[] = {{"home", "#/"},
                              {"list", "#/customer"},
                              {"board", "#/customer?as=board"},
                              {"calendar", "#/contract?as=calendar"},
                              {"reports", "#/reports"},
                              {"form", "#/customer/new"},
                              {"gallery", "#/gallery"}};
    std::string line = "frame";
    double busiest = 0;
    for (const bool is_phone : {false, true}) {
        seat.resize(is_phone ? 390.0F : 1440.0F, is_phone ? 844.0F : 900.0F, is_phone ? 2.0F : 1.0F);
        for (const Screen& screen : screens) {
            seat.open_address(screen.address);
            seat.wait(2'000);
            double most = 0;
            const double median = median_of_frames(seat, most);
            busiest = std::max(busiest, median);
            std::printf("%-8s %-7s median %.3f ms, 99 of 100 within %.3f ms\n", screen.name,
                        is_phone ? "phone" : "laptop", median, most);
            char words[64];
            std::snprintf(words, sizeof words, " %s_%s_ms=%.3f", screen.name, is_phone ? "phone" : "laptop", median);
            line += words;
        }
    }
    std::printf("%s busiest_ms=%.3f\n", line.c_str(), busiest);
    return 0;
}

}  // namespace
}  // namespace xingke::bench

TEST_CASE("frames are measured") {
    CHECK(xingke::bench::run() == 0);
}

// The seat reports through doctest what it does not find.
int main() {
    doctest::Context context;
    context.setOption("minimal", true);
    return context.run();
}
