package dev.ordersync.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests as a strict API server would: what no model knows is a fault, and so is a quantity that is none. Fields
 * that are missing are found elsewhere (deploy/validate), since these models make every field optional.
 */
final class Manifests {
    /** Resources of operators, whose fields deploy/validate knows. */
    private static final List<String> FOREIGN = List.of("ScaledObject", "KafkaTopic", "PodMonitor", "PrometheusRule");

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Manifests() {}

    /** All faults of a text of one or more documents, each with the place it is at. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        for (String document : text.split("(?m)^---\\s*$")) {
            if (document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) continue;
            try {
                Object resource = SERIALIZATION.unmarshal(document);
                if (resource instanceof GenericKubernetesResource other) {
                    if (!FOREIGN.contains(other.getKind()))
                        faults.add(other.getApiVersion() + "/" + other.getKind() + ": no such kind");
                } else {
                    walk(resource, resource.getClass().getSimpleName(), faults);
                }
            } catch (RuntimeException e) {
                faults.add("cannot be read: " + rootCause(e).getMessage());
            }
        }
        return faults;
    }

    private static void walk(Object value, String path, List<String> faults) {
        if (value instanceof Quantity quantity) {
            quantity(quantity, path, faults);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) walk(list.get(i), path + "/" + i, faults);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> walk(inner, path + "/" + key, faults));
        } else if (value instanceof KubernetesResource) {
            for (Method method : value.getClass().getMethods()) {
                if (!method.getName().startsWith("get") || method.getParameterCount() > 0) continue;
                Object inner = call(method, value);
                if (!method.getName().equals("getAdditionalProperties"))
                    walk(inner, path + "/" + method.getName().substring(3), faults);
                else if (inner instanceof Map<?, ?> unknown)
                    unknown.keySet().forEach(key -> faults.add(path + "/" + key + ": is no known field"));
            }
        }
    }

    private static void quantity(Quantity quantity, String path, List<String> faults) {
        try {
            if (quantity.getNumericalAmount().signum() < 0) faults.add(path + ": " + quantity + " is negative");
        } catch (RuntimeException e) {
            faults.add(path + ": '" + quantity + "' is no quantity");
        }
    }

    private static Object call(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Throwable rootCause(Throwable e) {
        return e.getCause() == null ? e : rootCause(e.getCause());
    }
}
