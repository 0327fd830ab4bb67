// Photos, files and signatures, from the form to another person's page.
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string siyoute = "北京思优特科技发展有限公司";

platform::PickedFile photo(const std::string& name) {
    Bytes bytes = {0xFF, 0xD8, 0xFF, 0xE0};
    bytes.resize(150'000, 7);
    return {.name = name, .media_type = "image/jpeg", .bytes = std::move(bytes), .thumbnail = "c21hbGw="};
}

void pick(Seat& seat, platform::PickedFile file) {
    seat.press(Role::button, "添加文件");
    REQUIRE(!seat.screen.files.picks.empty());
    seat.app->on_picked(std::move(file));
    seat.settle();
}

void open_customer(Seat& seat) {
    seat.press(Role::link, "客户");
    seat.wait();
    seat.press_beginning(Role::row, siyoute);
    seat.wait();
    REQUIRE(seat.sees(Role::heading, siyoute));
}

}  // namespace

TEST_CASE("a photo added to a form without a network is kept with the record, and opens for a colleague later") {
    Company company;
    const auto seat = company.seat("sales");
    seat->go_offline();
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    pick(*seat, photo("门头.jpg"));
    pick(*seat, photo("合同.jpg"));
    CHECK(seat->sees(Role::button, "移除门头.jpg"));
    seat->press(Role::button, "移除合同.jpg");
    CHECK_FALSE(seat->sees(Role::button, "移除合同.jpg"));
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->sees(Role::button, "打开门头.jpg"));
    seat->open_address("#/sync");
    seat->wait();
    CHECK(seat->sees_text("1个文件待上传"));

    seat->restart();
    seat->go_online();
    seat->wait();
    CHECK_FALSE(seat->sees_text("个文件待上传"));

    const auto office = company.seat("manager");
    open_customer(*office);
    office->press(Role::button, "打开门头.jpg");
    office->wait();
    REQUIRE(office->screen.pictures.shown.size() == 1);
    CHECK(office->screen.pictures.shown[0].name == "门头.jpg");
    CHECK(office->screen.pictures.shown[0].bytes == photo("").bytes);
}

TEST_CASE("a photo that is taken out of its record is gone for everybody, and comes back with undo") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    pick(*seat, photo("门头.jpg"));
    seat->press(Role::button, "保存");
    seat->wait();
    seat->press(Role::button, "编辑");
    seat->wait();
    seat->press(Role::button, "移除门头.jpg");
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK_FALSE(seat->sees(Role::button, "打开门头.jpg"));
    CHECK(seat->badge().starts_with("已同步"));
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(seat->sees(Role::button, "打开门头.jpg"));
}

TEST_CASE("a file that the device cannot keep is said in the form, and nothing is added") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    platform::PickedFile empty = photo("空.jpg");
    empty.bytes.clear();
    pick(*seat, std::move(empty));
    CHECK(seat->sees_text("文件是空的"));
    CHECK_FALSE(seat->sees(Role::button, "移除空.jpg"));
}

TEST_CASE("a signature is drawn with a finger while the page stands still, and can be drawn again") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    seat->press(Role::button, "保存");
    seat->wait();
    seat->press_beginning(Role::tab, "拜访");
    seat->wait();
    seat->press_beginning(Role::button, "新建拜访");
    seat->wait();
    seat->type("主题", "回访");
    const platform::Rect pad = seat->node(Role::img, "客户签名").rect;
    const auto touch = [&](PointerPhase phase, float x, float y) {
        seat->app->on_pointer({.id = 5,
                               .kind = PointerKind::touch,
                               .phase = phase,
                               .x = pad.x + pad.width * x,
                               .y = pad.y + pad.height * y});
        seat->settle();
    };
    touch(PointerPhase::down, 0.2F, 0.2F);
    touch(PointerPhase::move, 0.5F, 0.8F);
    touch(PointerPhase::up, 0.5F, 0.8F);
    CHECK(seat->node(Role::img, "客户签名").rect == pad);
    CHECK(seat->node(Role::img, "客户签名").value == "已签名，1笔");
    seat->press(Role::link, "重新签名");
    CHECK(seat->node(Role::img, "客户签名").value == "请用手指或鼠标在此签名");
    touch(PointerPhase::down, 0.2F, 0.2F);
    touch(PointerPhase::up, 0.2F, 0.2F);
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->badge().starts_with("已同步"));
}
