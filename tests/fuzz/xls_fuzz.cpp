// Any bytes as a workbook of Excel 97 to 2003, and as the stream within one: a compound file's own chains rarely
// survive being changed, so the bytes are also packed into one that is well, as a whole stream and behind a head that
// is well.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "app/base/bytes.h"
#include "app/formats/compound_file.h"
#include "app/formats/limits.h"
#include "app/formats/xls.h"
#include "tests/fuzz/check_table.h"

using namespace xingke;

namespace {

constexpr std::size_t stream_bytes_min = 4096;  // below it, streams lie elsewhere
constexpr std::size_t stream_bytes_max = 1 << 20;

// A workbook with one sheet called S, which begins at byte 25; the sheet's own records follow.
constexpr std::uint8_t head[] = {0x09, 0x08, 4, 0,   0,    6, 5, 0, 0x85, 0,    9, 0, 25, 0, 0,    0, 0,
                                 0,    1,    0, 'S', 0x0A, 0, 0, 0, 0x09, 0x08, 4, 0, 0,  6, 0x10, 0};

void read_stream_of(Bytes stream) {
    stream.resize(std::max(stream.size(), stream_bytes_min));
    if (const auto table = formats::read_xls(formats::file_of_stream("Workbook", std::move(stream)))) {
        fuzz::check_table(*table);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    if (const auto table = formats::read_xls(bytes)) {
        fuzz::check_table(*table);
    }
    if (size <= stream_bytes_max) {
        read_stream_of(Bytes(bytes.begin(), bytes.end()));
        Bytes sheet(std::begin(head), std::end(head));
        sheet.insert(sheet.end(), bytes.begin(), bytes.end());
        read_stream_of(std::move(sheet));
    }
    return 0;
}
