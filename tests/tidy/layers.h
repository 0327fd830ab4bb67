// The law of who may include whom (docs/architecture.md, section 1), as a table. The include rule reads it; a change
// here is a change of the architecture.
#pragma once

#include <string_view>
#include <vector>

namespace xingke::tidy {

struct Layer {
    std::string_view folder;                    // the longest that a path begins with counts
    std::vector<std::string_view> may_include;  // folders; its own always
    std::string_view reason;                    // completes "… may not include …: "
};

inline const std::vector<Layer>& layers() {
    static const std::vector<Layer> all = {
        {"app/base", {}, "base knows nobody"},
        {"app/formats", {"app/base"}, "formats knows only base: what a file holds, and not what it means"},
        {"app/model", {"app/base"}, "model knows only base"},
        {"app/catalogue", {"app/base", "app/model"}, "catalogue is data in terms of model"},
        {"sync/protocol", {"app/base", "app/model"}, "protocol knows only base and model"},
        {"sync/merge", {"app/base", "app/model"}, "merge knows only base and model"},
        {"app/store",
         {"app/base", "app/formats", "app/model", "app/catalogue"},
         "store knows base, formats, model and catalogue"},
        {"app/platform", {"app/base"}, "the platform interface knows only base"},
        {"app/platform/browser", {"app/base", "app/platform"}, "a host knows base and the platform interface"},
        {"app/platform/headless",
         {"app/base", "app/formats", "app/platform"},
         "a host knows base, formats and the platform interface"},
        {"app/client",
         {"app/base", "app/formats", "app/model", "app/catalogue", "app/store", "app/platform", "sync/protocol",
          "sync/merge"},
         "client knows no screen and no host"},
        {"app/ui",
         {"app/base", "app/formats", "app/model", "app/catalogue", "app/client", "app/platform"},
         "ui asks client, and knows no store and no host"},
        {"sync/server",
         {"app/base", "app/model", "app/catalogue", "sync/protocol", "sync/merge"},
         "the server knows no store, client or screen"},
    };
    return all;
}

// Where the parts are put together: these may include everything.
inline constexpr std::string_view assembling_places[] = {"app/main.cpp", "app/files_main.cpp", "tests/", "cmake/"};

// A third party's header belongs to the files that wrap it.
struct WrappedHeader {
    std::string_view header;                    // what the name in the #include begins with
    std::vector<std::string_view> may_include;  // paths that begin like this; the assembling places always
    std::string_view remedy;
};

inline const std::vector<WrappedHeader>& wrapped_headers() {
    static const std::vector<WrappedHeader> all = {
        {"sqlite3", {"app/base/sqlite"}, "use app/base/sqlite.h"},
        {"imgui", {"app/ui/"}, "only ui draws"},
        {"zlib", {"app/formats/zip_", "sync/server/"}, "use app/formats/zip_read.h"},
        {"unzip", {"app/formats/zip_read"}, "use app/formats/zip_read.h"},
        {"expat", {"app/formats/xml_reader"}, "use app/formats/xml_reader.h"},
        {"emscripten", {"app/platform/browser/"}, "put it behind a port in app/platform/browser"},
        {"nlohmann/",
         {"app/client/", "sync/server/", "app/model/declaration_json.cpp", "app/model/json_schema.cpp"},
         "JSON is spoken at the edges, client and server, and of declarations"},
        {"boost/", {"sync/server/"}, "only the server listens"},
        {"sodium", {"sync/server/"}, "only the server hashes passwords"},
        {"libpq", {"sync/server/storage/postgres_"}, "use sync/server/storage/postgres_connection.h"},
        {"thread", {"sync/server/"}, "only the server has threads"},
        {"mutex", {"sync/server/"}, "only the server has threads"},
        {"condition_variable", {"sync/server/"}, "only the server has threads"},
        {"chrono", {"app/base/native/", "app/platform/", "sync/server/"}, "ask the Clock port (app/base/clock.h)"},
    };
    return all;
}

}  // namespace xingke::tidy
