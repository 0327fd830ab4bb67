// The server's certificate and key. TLS 1.2 and later, with ciphers that keep the past secret when a key is stolen.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "app/base/result.h"

namespace xingke::server {

struct TlsFiles {
    std::string certificate;  // PEM: the server's own first, then those that vouch for it
    std::string key;          // PEM, without a password

    bool is_empty() const { return certificate.empty() && key.empty(); }
};

// Shared by the connections that began with it: a reload leaves them be. invalid_input: one of the files cannot be read
// or they do not belong together; the detail says which and why.
Result<std::shared_ptr<boost::asio::ssl::context>> load_tls(const TlsFiles& files);

}  // namespace xingke::server
