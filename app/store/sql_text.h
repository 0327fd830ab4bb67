// SQL that is put together from parts, with what its `?` stand for. Values never go into the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/sqlite.h"

namespace xingke::store {

using SqlParameter = std::variant<std::int64_t, std::string, Bytes, std::nullptr_t>;

struct SqlText {
    std::string text;
    std::vector<SqlParameter> parameters;  // in the order of the `?` in the text

    SqlText& operator+=(std::string_view part) {
        text += part;
        return *this;
    }
    SqlText& operator+=(const SqlText& part) {
        text += part.text;
        parameters.insert(parameters.end(), part.parameters.begin(), part.parameters.end());
        return *this;
    }
    // One `?`, with its value.
    SqlText& bind(SqlParameter value) {
        text += '?';
        parameters.push_back(std::move(value));
        return *this;
    }

    Statement prepare(Database& database) const {
        Statement statement = database.prepare(text);
        int index = 0;
        for (const SqlParameter& value : parameters) {
            ++index;
            if (const auto* integer = std::get_if<std::int64_t>(&value)) {
                statement.bind(index, *integer);
            } else if (const auto* words = std::get_if<std::string>(&value)) {
                statement.bind(index, std::string_view(*words));
            } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
                statement.bind_blob(index, *bytes);
            } else {
                statement.bind_null(index);
            }
        }
        return statement;
    }
};

}  // namespace xingke::store
