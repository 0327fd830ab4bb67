// What a host must offer to the data side (the worker that owns the database). browser/ and headless/ build one.
#pragma once

#include "app/base/clock.h"
#include "app/base/files.h"
#include "app/base/random.h"
#include "app/platform/blob_files.h"
#include "app/platform/file_formats.h"
#include "app/platform/network.h"

namespace xingke::platform {

struct DataPlatform {
    Clock& clock;
    Random& random;
    Files& files;
    Network& network;
    FileFormats& formats;
    BlobFiles& blobs;
};

}  // namespace xingke::platform
