// Dear ImGui's draw data as pixels, without a GPU, and as a PNG file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace xingke::tests {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

// The host's part of ImGui's texture protocol: every texture it wants is "made" (its pixels are read where they are).
void accept_textures();
Picture paint(const ImDrawData& data);
bool write_png(const Picture& picture, const std::string& path);

}  // namespace xingke::tests
