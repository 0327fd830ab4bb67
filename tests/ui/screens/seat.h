// One person at one device, as the tests see them: the real screens over the headless platform, the real data side over
// a simulated disk and network, and the real sync service behind it. Everything is found and pressed by role and name.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/data_host.h"
#include "app/platform/headless/direct_formats.h"
#include "app/platform/headless/headless_screen.h"
#include "app/platform/headless/memory_blobs.h"
#include "app/ui/app.h"
#include "tests/simulation/network.h"
#include "tests/simulation/seeded_random.h"

struct ImDrawData;

namespace xingke::ui {

// The company, its people ("sales", "manager"; the password is "password") and the time in which everything happens.
struct Company {
    Company();
    std::unique_ptr<class Seat> seat(const std::string& login = "");  // signed in already when a login is given

    model::Catalogue catalogue;
    simulation::Faults faults;
    simulation::Timeline timeline;
    simulation::Server server;
    std::vector<Seat*> seats;
};

class Seat {
public:
    explicit Seat(Company& company, std::unique_ptr<platform::Glyphs> glyphs = std::make_unique<platform::BoxGlyphs>());
    ~Seat();

    // Passes on what both sides have sent and draws, until nothing moves any more.
    void settle();
    // The same while that much time goes by, for everybody in the company.
    void wait(std::int64_t ms = 1'000);
    // The server has something new.
    void hear_news(model::Seq head) { network_.hint(head); }
    void go_offline();
    void go_online();
    // The device lies in a drawer: the program has ended, and time goes by for the others. A seat is only destroyed at
    // the end of a test, because what it waits for stands in the company's timeline.
    void switch_off();
    // The program ends and starts again on the same disk.
    void restart();
    // The same, and meanwhile a byte is changed on every page of the database that holds these words and not those.
    void restart_damaged(std::string_view words, std::string_view spared);
    void resize(float width, float height, float scale = 1);
    // For a picture: everything as it stands, drawn whole.
    ImDrawData& draw_again(double later_ms = 0);

    void sign_in(const std::string& login, const std::string& password = "password");
    bool sees(platform::SemanticRole role, std::string_view name) const;
    // Somewhere on the page, in a name, a value or a description.
    bool sees_text(std::string_view words) const;
    const platform::SemanticNode& node(platform::SemanticRole role, std::string_view name) const;
    void press(platform::SemanticRole role, std::string_view name);
    // The first whose name begins so.
    void press_beginning(platform::SemanticRole role, std::string_view name);
    // The last of that name: what a dialog has in common with the page below it.
    void press_last(platform::SemanticRole role, std::string_view name);
    void type(std::string_view label, std::string_view text);
    std::string typed(std::string_view label) const;
    std::string error_at(std::string_view label) const;
    void key(std::string_view name, bool control = false);
    void give_file(std::string_view name, std::string_view text);
    void open_address(std::string_view address);
    std::string badge() const;
    std::string page() const { return screen.semantics.print(); }

    platform::HeadlessScreen screen;
    std::unique_ptr<App> app;

private:
    void start();
    bool deliver();
    bool draw();
    void pump();

    Company& company_;
    simulation::SeededRandom random_;
    simulation::ModelDisk disk_;
    simulation::SimulatedNetwork network_;
    platform::headless::DirectFormats formats_;
    platform::headless::MemoryBlobs blobs_;
    std::unique_ptr<client::DataHost> host_;
    std::vector<Bytes> to_screen_;
    View view_{.width = 1440, .height = 900};
    std::uint64_t next_tick_ = 0;
};

}  // namespace xingke::ui
