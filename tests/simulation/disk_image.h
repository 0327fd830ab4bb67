// A copy of everything on a disk, as a backup or a clone of a device is one. Taken and put back while no database is
// open.
#pragma once

#include <map>
#include <string>

#include "app/base/check.h"
#include "app/base/sqlite_files.h"

namespace xingke::simulation {

using DiskImage = std::map<std::string, Bytes>;

inline DiskImage take_image(Files& disk, const std::string& database) {
    const DatabaseFileNames names = database_file_names(database);
    DiskImage image;
    for (const std::string& name : {names.database, names.wal, names.journal, names.mark}) {
        File* file = disk.open(name);
        const auto size = file->size();
        CHECK(size.has_value(), "the disk works");
        Bytes& bytes = image[name];
        bytes.resize(static_cast<std::size_t>(*size));
        CHECK(file->read(0, bytes).has_value(), "the disk works");
    }
    return image;
}

inline void put_image(Files& disk, const DiskImage& image) {
    for (const auto& [name, bytes] : image) {
        File* file = disk.open(name);
        CHECK(file->truncate(0).has_value() && file->write(0, bytes).has_value() && file->sync().has_value(),
              "the disk works");
    }
}

}  // namespace xingke::simulation
