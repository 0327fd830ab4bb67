#include "tests/ui/draw/picture.h"

#include <imgui.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>

namespace xingke::tests {
namespace {

struct Color4 {
    float r, g, b, a;
};

struct Corner {
    float x, y, u, v;
    Color4 color;
};

Color4 unpack(ImU32 color) {
    const auto part = [color](unsigned shift) { return static_cast<float>((color >> shift) & 0xFFU) / 255; };
    return {part(0), part(8), part(16), part(24)};
}

const std::uint8_t* texel(const ImTextureData& texture, int x, int y) {
    const int cx = std::clamp(x, 0, texture.Width - 1);
    const int cy = std::clamp(y, 0, texture.Height - 1);
    return texture.Pixels + (static_cast<std::ptrdiff_t>(cy) * texture.Width + cx) * texture.BytesPerPixel;
}

Color4 sample(const ImTextureData& texture, float u, float v) {
    const float x = u * static_cast<float>(texture.Width) - 0.5F;
    const float y = v * static_cast<float>(texture.Height) - 0.5F;
    const int left = static_cast<int>(std::floor(x));
    const int top = static_cast<int>(std::floor(y));
    const float right_part = x - static_cast<float>(left);
    const float bottom_part = y - static_cast<float>(top);
    std::array<float, 4> sum{};
    for (int corner = 0; corner < 4; ++corner) {
        const std::uint8_t* pixel = texel(texture, left + (corner & 1), top + (corner >> 1));
        const float weight =
            ((corner & 1) != 0 ? right_part : 1 - right_part) * ((corner >> 1) != 0 ? bottom_part : 1 - bottom_part);
        for (std::size_t channel = 0; channel < 4; ++channel) {
            sum[channel] += weight * static_cast<float>(pixel[channel]) / 255;
        }
    }
    return {sum[0], sum[1], sum[2], sum[3]};
}

void blend(Picture& picture, int x, int y, const Color4& c) {
    std::uint8_t* pixel = &picture.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                         static_cast<std::size_t>(x)) *
                                        4];
    const auto mixed = [&](std::uint8_t below, float above) {
        return static_cast<std::uint8_t>(
            std::clamp(static_cast<float>(below) * (1 - c.a) + above * 255 * c.a + 0.5F, 0.0F, 255.0F));
    };
    pixel[0] = mixed(pixel[0], c.r);
    pixel[1] = mixed(pixel[1], c.g);
    pixel[2] = mixed(pixel[2], c.b);
    pixel[3] = 255;
}

struct ClipBox {
    int left, top, right, bottom;
};

// Twice the signed area, in 1/16 pixels so that triangles sharing an edge agree on it.
std::int64_t cross(std::int64_t ax, std::int64_t ay, std::int64_t bx, std::int64_t by, std::int64_t px,
                   std::int64_t py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

std::int64_t fixed(float value) {
    return static_cast<std::int64_t>(std::lround(value * 16));
}

struct Edge {
    std::int64_t fx, fy, tx, ty;
    bool is_owned;  // the top-left rule: of two triangles that share it, one has its pixels
};

Edge edge_of(const Corner& from, const Corner& to) {
    const std::int64_t fx = fixed(from.x), fy = fixed(from.y), tx = fixed(to.x), ty = fixed(to.y);
    return {fx, fy, tx, ty, ty < fy || (ty == fy && tx > fx)};
}

bool is_alike(const Corner& one, const Corner& other) {
    return one.u == other.u && one.v == other.v && one.color.r == other.color.r && one.color.g == other.color.g &&
           one.color.b == other.color.b && one.color.a == other.color.a;
}

Color4 tinted(const Color4& color, const Color4& t) {
    return {color.r * t.r, color.g * t.g, color.b * t.b, color.a * t.a};
}

Color4 color_between(const ImTextureData& texture, const std::array<const Corner*, 3>& p,
                     const std::array<std::int64_t, 3>& w, std::int64_t area) {
    std::array<float, 6> sum{};
    for (std::size_t i = 0; i < 3; ++i) {
        const float part = static_cast<float>(w[i]) / static_cast<float>(area);
        const std::array<float, 6> values = {p[i]->u,       p[i]->v,       p[i]->color.r,
                                             p[i]->color.g, p[i]->color.b, p[i]->color.a};
        for (std::size_t k = 0; k < 6; ++k) {
            sum[k] += part * values[k];
        }
    }
    return tinted({sum[2], sum[3], sum[4], sum[5]}, sample(texture, sum[0], sum[1]));
}

void triangle(Picture& picture, const ImTextureData& texture, const Corner* a, const Corner* b, const Corner* c,
              const ClipBox& clip) {
    std::int64_t area = cross(fixed(a->x), fixed(a->y), fixed(b->x), fixed(b->y), fixed(c->x), fixed(c->y));
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(b, c);
        area = -area;
    }
    const std::array<const Corner*, 3> p = {a, b, c};
    const int left = std::max(clip.left, static_cast<int>(std::floor(std::min({a->x, b->x, c->x}))));
    const int right = std::min(clip.right, static_cast<int>(std::ceil(std::max({a->x, b->x, c->x}))) + 1);
    const int top = std::max(clip.top, static_cast<int>(std::floor(std::min({a->y, b->y, c->y}))));
    const int bottom = std::min(clip.bottom, static_cast<int>(std::ceil(std::max({a->y, b->y, c->y}))) + 1);
    const std::array<Edge, 3> edges = {edge_of(*p[1], *p[2]), edge_of(*p[2], *p[0]), edge_of(*p[0], *p[1])};
    // Most of a page is surfaces of one colour.
    const bool is_flat = is_alike(*a, *b) && is_alike(*b, *c);
    const Color4 flat = is_flat ? tinted(a->color, sample(texture, a->u, a->v)) : Color4{};
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            std::array<std::int64_t, 3> w{};
            bool is_inside = true;
            for (std::size_t i = 0; i < 3 && is_inside; ++i) {
                const Edge& e = edges[i];
                w[i] = cross(e.fx, e.fy, e.tx, e.ty, x * 16 + 8, y * 16 + 8);
                is_inside = w[i] > 0 || (w[i] == 0 && e.is_owned);
            }
            if (is_inside) {
                blend(picture, x, y, is_flat ? flat : color_between(texture, p, w, area));
            }
        }
    }
}

void paint_list(Picture& picture, const ImDrawData& data, const ImDrawList& list) {
    const float scale = data.FramebufferScale.x;
    const auto corner = [&](ImDrawIdx index, unsigned offset) {
        const ImDrawVert& v = list.VtxBuffer[static_cast<int>(index + offset)];
        return Corner{(v.pos.x - data.DisplayPos.x) * scale, (v.pos.y - data.DisplayPos.y) * scale, v.uv.x, v.uv.y,
                      unpack(v.col)};
    };
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const ImTextureData* texture = command.TexRef._TexData;
        if (texture == nullptr || command.UserCallback != nullptr) {
            continue;
        }
        const auto bound = [scale](float value, float origin) {
            return static_cast<int>(std::lround((value - origin) * scale));
        };
        const ClipBox clip = {std::max(0, bound(command.ClipRect.x, data.DisplayPos.x)),
                              std::max(0, bound(command.ClipRect.y, data.DisplayPos.y)),
                              std::min(picture.width, bound(command.ClipRect.z, data.DisplayPos.x)),
                              std::min(picture.height, bound(command.ClipRect.w, data.DisplayPos.y))};
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            const ImDrawIdx* index = &list.IdxBuffer[static_cast<int>(command.IdxOffset + i)];
            const Corner a = corner(index[0], command.VtxOffset);
            const Corner b = corner(index[1], command.VtxOffset);
            const Corner c = corner(index[2], command.VtxOffset);
            triangle(picture, *texture, &a, &b, &c, clip);
        }
    }
}

void put_u32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((value >> shift) & 0xFFU));
    }
}

void put_chunk(std::string& out, std::string_view name, const std::string& body) {
    put_u32(out, static_cast<std::uint32_t>(body.size()));
    const std::string named = std::string(name) + body;
    out += named;
    put_u32(out, static_cast<std::uint32_t>(
                     crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()))));
}

}  // namespace

void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
            texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

Picture paint(const ImDrawData& data) {
    Picture picture;
    picture.width = static_cast<int>(std::lround(data.DisplaySize.x * data.FramebufferScale.x));
    picture.height = static_cast<int>(std::lround(data.DisplaySize.y * data.FramebufferScale.y));
    picture.rgba.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4, 255);
    for (const ImDrawList* list : data.CmdLists) {
        paint_list(picture, data, *list);
    }
    return picture;
}

bool write_png(const Picture& picture, const std::string& path) {
    std::string raw;
    const std::size_t row_bytes = static_cast<std::size_t>(picture.width) * 4;
    for (int y = 0; y < picture.height; ++y) {
        raw.push_back(0);
        raw.append(reinterpret_cast<const char*>(&picture.rgba[static_cast<std::size_t>(y) * row_bytes]), row_bytes);
    }
    uLongf size = compressBound(static_cast<uLong>(raw.size()));
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(raw.data()),
              static_cast<uLong>(raw.size()), 6);
    packed.resize(size);
    std::string header;
    put_u32(header, static_cast<std::uint32_t>(picture.width));
    put_u32(header, static_cast<std::uint32_t>(picture.height));
    header += std::string("\x08\x06\x00\x00\x00", 5);
    std::string out = "\x89PNG\r\n\x1A\n";
    put_chunk(out, "IHDR", header);
    put_chunk(out, "IDAT", packed);
    put_chunk(out, "IEND", "");
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
    return file && std::fwrite(out.data(), 1, out.size(), file.get()) == out.size();
}

}  // namespace xingke::tests
