// Files are read and written in this very process.
#pragma once

#include "app/formats/answering.h"
#include "app/platform/file_formats.h"

namespace xingke::platform::headless {

class DirectFormats final : public FileFormats {
public:
    void ask(Bytes head, Bytes body, std::function<void(Bytes)> answer) override {
        answer(formats::answer(head, body));
    }
};

}  // namespace xingke::platform::headless
