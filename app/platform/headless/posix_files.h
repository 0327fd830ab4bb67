// Files in one directory of the computer, over POSIX calls: what the headless host (native app, tests, tools) gives the
// store. sync() is fdatasync: on Linux it also writes the size of a file that grew. Names are plain, without slashes.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "app/base/files.h"

namespace xingke::platform {

class PosixFiles : public Files {
public:
    // The directory must be there; files that open() names are created in it.
    explicit PosixFiles(std::string directory);
    ~PosixFiles() override;

    File* open(std::string_view name) override;
    bool is_durable() const override { return true; }

private:
    std::string directory_;
    std::map<std::string, std::unique_ptr<File>, std::less<>> files_;
};

}  // namespace xingke::platform
