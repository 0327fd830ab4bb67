#include "sync/server/http/tls.h"

#include <openssl/ssl.h>

namespace xingke::server {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";  // of TLS 1.2; those of 1.3 are all sound

Error unusable(const std::string& file, const std::string& reason) {
    return {Fault::invalid_input, {Text::not_here, {}}, file + ": " + reason};
}

}  // namespace

Result<std::shared_ptr<ssl::context>> load_tls(const TlsFiles& files) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    const bool is_set =
        SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) == 1 && SSL_CTX_set_cipher_list(native, ciphers) == 1;
    if (!is_set) {
        return unusable(files.certificate, "OpenSSL");
    }
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // idle devices are many
    boost::system::error_code failed;
    // Nobody is there to be asked for it.
    const auto no_password = [](std::size_t, ssl::context::password_purpose) { return std::string(); };
    static_cast<void>(context->set_password_callback(no_password, failed));
    static_cast<void>(context->use_certificate_chain_file(files.certificate, failed));
    if (failed) {
        return unusable(files.certificate, failed.message());
    }
    static_cast<void>(context->use_private_key_file(files.key, ssl::context::pem, failed));
    if (failed) {
        return unusable(files.key, failed.message());
    }
    if (SSL_CTX_check_private_key(native) != 1) {
        return unusable(files.key, "the key is not the certificate's");
    }
    return context;
}

}  // namespace xingke::server
