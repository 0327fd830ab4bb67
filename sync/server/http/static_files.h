// The app's files, read once at start and held in memory: what is not among them cannot be reached, whatever the path.
// A file may lie compressed beside itself (x.js.br, x.js.gz; made by tools/pack.sh) and is then given to those who can
// read it. Files whose name carries a hash of their content may be kept for ever, the others are asked for each time
// and mostly answered with 304.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sync/server/http/answer.h"

namespace xingke::server {

struct FileRequest {
    std::string_view path;  // without query
    std::string_view accept_encoding;
    std::string_view if_none_match;
    std::string_view host;  // for the WebSocket address in the content security policy
};

class StaticFiles {
public:
    // Without files; every answer is 404.
    StaticFiles() = default;
    // not_found: no such folder, or it has no index.html. invalid_input: more or larger files than limits.h allows.
    static Result<StaticFiles> load(const std::string& folder);

    // 200, 304 or 404. The answer shares the files' bytes.
    Answer answer(const FileRequest& request) const;
    std::size_t count() const { return files_.size(); }

private:
    struct Variant {
        std::string bytes;
        std::string etag;
        bool is_there = false;
    };
    struct File {
        std::string media_type;
        bool is_immutable = false;
        Variant plain, brotli, gzip;
    };
    std::map<std::string, File, std::less<>> files_;
};

std::string_view media_type_of(std::string_view path);
// "app.0a1b2c3d.js"
bool has_content_hash(std::string_view path);
// Whether an Accept-Encoding header takes that coding.
bool accepts(std::string_view accept_encoding, std::string_view coding);

}  // namespace xingke::server
