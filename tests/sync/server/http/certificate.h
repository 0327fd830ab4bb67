// Certificates that a test makes itself: of a key of their own, signed with it, good for an hour around now.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <filesystem>
#include <memory>
#include <string>

#include "sync/server/http/tls.h"

#include <doctest/doctest.h>

namespace xingke::server {

// Writes both files into the folder, in place of what is there.
inline TlsFiles make_certificate(const std::filesystem::path& folder, long serial) {
    std::filesystem::create_directories(folder);
    const TlsFiles files{(folder / "certificate.pem").string(), (folder / "key.pem").string()};
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    REQUIRE(key != nullptr);
    REQUIRE(certificate != nullptr);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    const auto* host = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key.get());
    REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> one(std::fopen(files.certificate.c_str(), "w"), std::fclose);
    REQUIRE(PEM_write_X509(one.get(), certificate.get()) == 1);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> other(std::fopen(files.key.c_str(), "w"), std::fclose);
    REQUIRE(PEM_write_PrivateKey(other.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return files;
}

}  // namespace xingke::server
